using System.Text;
using System.Text.RegularExpressions;

namespace PartnerGraph.Graph.DevMail;

/// <summary>Header text in other languages than English (RFC 2047): "=?utf-8?B?…?=".</summary>
internal static partial class EncodedWords
{
    public static string Decode(string header)
    {
        // Blanks between two encoded words only separate them.
        var joined = Between().Replace(header, "");
        return Word().Replace(joined, Decoded);
    }

    private static string Decoded(Match word)
    {
        var charset = MailPart.CharsetOf(word.Groups["charset"].Value);
        var text = word.Groups["text"].Value;
        if (word.Groups["encoding"].Value is "Q" or "q")
            return charset.GetString(QuotedPrintable.Decode(text.Replace('_', ' ')));
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var written)
            ? charset.GetString(buffer, 0, written)
            : word.Value;
    }

    [GeneratedRegex(
        @"=\?(?<charset>[\w-]+)\?(?<encoding>[BbQq])\?(?<text>[^?\s]*)\?=",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Word();

    [GeneratedRegex(@"(?<=\?=)\s+(?==\?)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Between();
}
