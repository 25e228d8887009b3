using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>
/// Bytes by their content. The hash takes sixteen bytes at a time by one multiplication with secrets that are made anew in each process:
/// nobody outside can make many texts of one hash, and a long query costs less than its own reading.
/// </summary>
internal sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Utf8Comparer Instance = new();

    private readonly ulong seed = Secret();
    private readonly ulong secret = Secret();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        var hash = seed ^ (ulong)alternate.Length;
        while (alternate.Length >= 16)
        {
            hash = Mix(Read(alternate) ^ secret, Read(alternate[8..]) ^ hash);
            alternate = alternate[16..];
        }

        Span<byte> rest = stackalloc byte[16];
        rest.Clear();
        alternate.CopyTo(rest);
        return (int)Mix(Read(rest) ^ secret, Read(rest[8..]) ^ hash);
    }

    private static ulong Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Mix(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return high ^ low;
    }

    private static ulong Secret()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return Read(bytes) | 1;
    }
}
