using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Access;

/// <summary>Whether a request is within the limits, and what is left of the tightest of them.</summary>
/// <param name="Limit">Requests a minute; 0: not limited.</param>
public readonly record struct Allowance(bool Granted, string Policy, int Limit, long Remaining, TimeSpan RetryAfter)
{
    public static readonly Allowance Unlimited = new(Granted: true, "", 0, 0, TimeSpan.Zero);
}

/// <summary>Requests a minute for a principal and for an address, sign-ins for an address. Each is a bucket that refills every second.</summary>
public sealed class RequestLimits(RateSettings rates) : IDisposable
{
    private readonly Bucket principals = new("principal", rates.PerPrincipal);
    private readonly Bucket addresses = new("address", rates.PerAddress);
    private readonly Bucket signIns = new("sign-in", rates.SignIns);

    // An account of the membership registry, wherever the guesses come from: some at once, then one a minute.
    private readonly Bucket memberships = new("membership", rates.SignIns == 0 ? 0 : 1, atOnce: 20);

    // Mails that anybody may ask for, for an address that need not be their own.
    private readonly Bucket mails = new("mail", rates.SignIns == 0 ? 0 : 1, atOnce: 20);

    /// <summary>A caller is counted as itself, wherever it comes from; the anonymous by their address.</summary>
    public Allowance Take(Caller? caller, string? address)
    {
        var byAddress = addresses.Take(address ?? "");
        if (!byAddress.Granted || caller is null)
            return byAddress;
        var byCaller = principals.Take(KeyOf(caller));
        return !byCaller.Granted || byAddress.Limit == 0 ? byCaller : Tighter(byCaller, byAddress);
    }

    /// <summary>Sign-in, refresh and whatever else checks a secret that somebody could guess.</summary>
    public Allowance TakeSignIn(string? address) => signIns.Take(address ?? "");

    /// <summary>A try of a membership account's password, by the account's name: the registry has no lockout of its own (R13).</summary>
    public Allowance TakeMembership(string userName) => memberships.Take(userName.Trim().ToLowerInvariant());

    /// <summary>A mail that the anonymous ask for, by where they come from: some at once, then one a minute.</summary>
    public Allowance TakeMail(string? address) => mails.Take(address ?? "");

    /// <summary>What a network address counts as: an IPv6 subscriber has a whole /64.</summary>
    public static string? AddressOf(IPAddress? address)
    {
        if (address is null)
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    public void Dispose()
    {
        principals.Dispose();
        addresses.Dispose();
        signIns.Dispose();
        memberships.Dispose();
        mails.Dispose();
    }

    private static string KeyOf(Caller caller) =>
        caller.ApiToken is { } token ? $"t{token.Value:N}" : $"p{caller.Person?.Value:N}";

    private static Allowance Tighter(Allowance one, Allowance other) =>
        other.Limit > 0 && other.Remaining < one.Remaining ? other : one;

    private sealed class Bucket(string policy, int perMinute, int? atOnce = null) : IDisposable
    {
        // Empty partitions are dropped by the limiter itself.
        private readonly PartitionedRateLimiter<string>? limiter =
            perMinute == 0 ? null : Create(perMinute, atOnce ?? perMinute);

        public Allowance Take(string key)
        {
            if (limiter is null)
                return Allowance.Unlimited;
            using var lease = limiter.AttemptAcquire(key);
            var left = limiter.GetStatistics(key)?.CurrentAvailablePermits ?? 0;
            var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            return new Allowance(lease.IsAcquired, policy, perMinute, left, wait);
        }

        public void Dispose() => limiter?.Dispose();

        private static PartitionedRateLimiter<string> Create(int perMinute, int atOnce) =>
            PartitionedRateLimiter.Create<string, string>(
                key =>
                    RateLimitPartition.GetTokenBucketLimiter(
                        key,
                        _ => new TokenBucketRateLimiterOptions
                        {
                            TokenLimit = atOnce,
                            TokensPerPeriod = Math.Max(1, perMinute / 60),
                            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / perMinute)),
                            QueueLimit = 0,
                        }
                    ),
                StringComparer.Ordinal
            );
    }
}
