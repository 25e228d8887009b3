using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartnerGraph.Persistence.Seeding;

/// <summary>How large a seeded world is.</summary>
public sealed record SeedSize(int Resellers, int Providers, int Customers);

/// <summary>Who exists in a seeded world and how they are connected: the same for the same size, on every machine.</summary>
internal sealed class SeedPlan(SeedSize size)
{
    private static readonly string[] Countries = ["DE", "FR", "US", "GB", "RU", "JP", "BR", "NL"];

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SeedSize Size => size;

    public static Guid ProviderId(int index) => Id("provider", index);

    public static Guid ResellerId(int index) => Id("reseller", index);

    public static Guid CustomerId(int index) => Id("customer", index);

    public static string Country(int index) => Countries[index % Countries.Length];

    /// <summary>A reseller has one provider, and every second one has two.</summary>
    public IEnumerable<int> ProvidersOf(int reseller)
    {
        if (size.Providers == 0)
        {
            yield break;
        }
        yield return reseller % size.Providers;
        if (reseller % 2 == 1 && size.Providers > 1)
        {
            yield return (reseller + 1) % size.Providers;
        }
    }

    public int ResellerOf(int customer) => customer % size.Resellers;

    /// <summary>The provider that has the customer through its reseller; null in a world without providers.</summary>
    public int? ProviderOf(int customer)
    {
        var providers = ProvidersOf(ResellerOf(customer)).ToList();
        return providers.Count == 0 ? null : providers[customer / size.Resellers % providers.Count];
    }

    /// <summary>Ordered like ids made one after the other, and otherwise of the name alone.</summary>
    public static Guid Id(string kind, int index)
    {
        Span<byte> bytes = SHA256.HashData(
            Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"partnergraph seed {kind} {index}"))
        );
        BinaryPrimitives.WriteInt64BigEndian(
            bytes,
            (Start.ToUnixTimeMilliseconds() + index) << 16 | (uint)(bytes[6] << 8 | bytes[7])
        );
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x70);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
