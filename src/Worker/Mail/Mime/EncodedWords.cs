using System.Text;

namespace PartnerGraph.Worker.Mail.Mime;

/// <summary>RFC 2047: text beyond ASCII as words of at most 75 characters, each of whole characters.</summary>
internal static class EncodedWords
{
    private const string Open = "=?utf-8?B?";
    private const string OpenQ = "=?utf-8?Q?";
    private const int Frame = 12;
    private const int Longest = 75;

    /// <param name="clean">One line without control characters.</param>
    /// <param name="firstLine">How many characters the first word may take.</param>
    public static string[] Of(string clean, int firstLine)
    {
        var mostlyAscii = clean.Count(char.IsAscii) * 4 > clean.Length * 3;
        var words = new List<string>();
        var word = new StringBuilder();
        var room = Math.Min(firstLine, Longest) - Frame;
        var used = 0;
        foreach (var rune in clean.EnumerateRunes())
        {
            var cost = mostlyAscii ? QLength(rune) : rune.Utf8SequenceLength;
            if (used + cost > (mostlyAscii ? room : room / 4 * 3) && used > 0)
            {
                words.Add(Close(word, mostlyAscii));
                word.Clear();
                used = 0;
                room = Longest - Frame;
            }
            word.Append(rune);
            used += cost;
        }
        words.Add(Close(word, mostlyAscii));
        return [.. words];
    }

    private static string Close(StringBuilder word, bool q) =>
        q
            ? OpenQ + string.Concat(word.ToString().EnumerateRunes().Select(Q)) + "?="
            : Open + Convert.ToBase64String(Encoding.UTF8.GetBytes(word.ToString())) + "?=";

    private static int QLength(Rune rune) => IsQLiteral(rune) || rune.Value == ' ' ? 1 : rune.Utf8SequenceLength * 3;

    private static string Q(Rune rune)
    {
        if (rune.Value == ' ')
            return "_";
        if (IsQLiteral(rune))
            return rune.ToString();
        Span<byte> bytes = stackalloc byte[4];
        var length = rune.EncodeToUtf8(bytes);
        var output = new StringBuilder(12);
        foreach (var b in bytes[..length])
            output.Append('=').Append(Convert.ToHexString([b]));
        return output.ToString();
    }

    // What RFC 2047, section 5 (3) allows in a display name.
    private static bool IsQLiteral(Rune rune) =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is '!' or '*' or '+' or '-' or '/');
}
