using System.Collections.Concurrent;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Graph.Access;

/// <summary>
/// Callers found a moment ago, by their token. Kept so shortly that a sign-out or a lost role on another instance still takes effect within
/// five seconds, together with the pace at which open connections are checked; on this instance it is forgotten at once.
/// </summary>
public sealed class RecentCallers(TimeProvider clock)
{
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    /// <summary>How often an open connection's caller is checked: with <see cref="Kept"/> below the five seconds promised.</summary>
    public static readonly TimeSpan Recheck = TimeSpan.FromSeconds(2.5);

    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, Seen> seen = new(StringComparer.Ordinal);

    public Caller? Find(string token)
    {
        if (!seen.TryGetValue(token, out var found))
            return null;
        var now = clock.GetUtcNow();
        return now - found.At < Kept && !(found.Caller.ValidUntil <= now) ? found.Caller : null;
    }

    /// <param name="askedAt">Before the database was asked: what changed meanwhile must not live longer for it.</param>
    public void Keep(string token, Caller caller, DateTimeOffset askedAt)
    {
        if (seen.Count >= Most)
            Sweep();
        seen[token] = new Seen(caller, askedAt);
    }

    /// <summary>After a sign-out, a new password or other roles.</summary>
    public void Forget(PersonId person) => Forget(caller => caller.Person == person);

    /// <summary>After a token was revoked.</summary>
    public void Forget(ApiTokenId apiToken) => Forget(caller => caller.ApiToken == apiToken);

    /// <summary>After a grant was taken back: whoever acts through the partnership.</summary>
    public void Forget(PartnershipId partnership) => Forget(caller => caller.ActingFor == partnership);

    /// <summary>After a customer's grant is over.</summary>
    public void Forget(AdministrationGrantId grant) => Forget(caller => caller.Acting?.Grant == grant);

    private void Forget(Func<Caller, bool> which)
    {
        foreach (var (token, found) in seen)
        {
            if (which(found.Caller))
                seen.TryRemove(token, out _);
        }
    }

    private void Sweep()
    {
        var now = clock.GetUtcNow();
        foreach (var (token, found) in seen)
        {
            if (now - found.At >= Kept)
                seen.TryRemove(token, out _);
        }
        if (seen.Count >= Most)
            seen.Clear();
    }

    private sealed record Seen(Caller Caller, DateTimeOffset At);
}
