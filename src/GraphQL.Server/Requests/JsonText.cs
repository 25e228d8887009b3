using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>Reads a client's JSON so that nothing later can trip over it: bounded depth, no doubled members, only strings that are text.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>The document, which keeps <paramref name="utf8"/> until it is disposed; null where this is no JSON for us.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8, int maxDepth)
    {
        if (!IsText(utf8.Span))
        {
            return null;
        }
        try
        {
            return JsonDocument.Parse(
                utf8,
                new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false }
            );
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A string's text without quotes that is a name, or anything else without escapes and beyond ASCII; else null.</summary>
    public static string? Name(ReadOnlySpan<byte> utf8) =>
        Ascii.IsValid(utf8) && !utf8.Contains((byte)'\\') ? Encoding.ASCII.GetString(utf8) : null;

    /// <summary>
    /// Whether all strings can become .NET strings. The parser itself lets ill-formed UTF-8 and half surrogate pairs (<c>"\ud800"</c>) pass;
    /// they would fail much later, in the middle of an execution.
    /// </summary>
    private static bool IsText(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            return false;
        }
        // A backslash stands only within strings: elsewhere the parser refuses it.
        for (var at = utf8.IndexOf((byte)'\\'); at >= 0; at = utf8.IndexOf((byte)'\\'))
        {
            utf8 = utf8[at..];
            var unit = EscapedUnit(utf8);
            if (unit is not { } code || !char.IsSurrogate(code))
            {
                utf8 = utf8[Math.Min(2, utf8.Length)..];
                continue;
            }
            if (!char.IsHighSurrogate(code) || EscapedUnit(utf8[6..]) is not { } next || !char.IsLowSurrogate(next))
            {
                return false;
            }
            utf8 = utf8[12..];
        }
        return true;
    }

    private static char? EscapedUnit(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length < 6 || !utf8.StartsWith("\\u"u8) || utf8[2..6].ContainsAnyExcept(HexDigits))
        {
            return null;
        }
        var unit = 0;
        foreach (var digit in utf8[2..6])
        {
            unit = (unit << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }
        return (char)unit;
    }
}
