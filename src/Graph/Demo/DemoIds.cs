using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PartnerGraph.Graph.Demo;

/// <summary>
/// Ids of the demo world: of the name alone, so that the examples in docs name the same things in every demo world. The older of two
/// things has the smaller id, as with ids that were made when the things were.
/// </summary>
internal static class DemoIds
{
    private static readonly DateTimeOffset Today = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Guid Of(string kind, string name, TimeSpan ago = default)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"partnergraph demo {kind} {name}"), hash);
        var bytes = hash[..16];
        // Version 7 of RFC 9562: 48 bits of milliseconds, then what tells apart.
        var milliseconds = (Today - ago).ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteInt64BigEndian(bytes, (milliseconds << 16) | (uint)(hash[16] << 8) | hash[17]);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
