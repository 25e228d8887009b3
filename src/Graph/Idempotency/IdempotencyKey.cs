using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PartnerGraph.Graph.Idempotency;

/// <summary>
/// The value of the header Idempotency-Key: a string in double quotes, as the IETF's draft has it, or the same without them, as most
/// clients send it. Up to 255 visible characters of ASCII.
/// </summary>
public static class IdempotencyKey
{
    private const int Longest = 255;

    /// <param name="header">What the request says.</param>
    /// <param name="hash">SHA-256 of the key.</param>
    public static bool TryHash(string header, [NotNullWhen(true)] out byte[]? hash)
    {
        hash = null;
        var text = header.AsSpan().Trim(' ');
        if (text is ['"', .. var quoted, '"'])
            text = quoted;
        if (
            text.IsEmpty
            || text.Length > Longest
            || text.ContainsAnyExceptInRange('!', '~')
            || text.ContainsAny('"', '\\')
        )
            return false;
        hash = SHA256.HashData(Encoding.ASCII.GetBytes(text.ToArray()));
        return true;
    }
}
