using System.Globalization;
using System.Text;

namespace PartnerGraph.Worker.Mail.Mime;

/// <summary>
/// Headers (RFC 5322, section 2.2; RFC 2047). Text from people goes through <see cref="Clean"/> first, so that no name
/// can begin a header of its own.
/// </summary>
internal static class HeaderWriter
{
    private const int LineLength = 76;

    /// <summary>A value that we made ourselves and that is ASCII and short.</summary>
    public static void Write(StringBuilder output, string name, string value) =>
        output.Append(name).Append(": ").Append(value).Append("\r\n");

    /// <summary>A value that people wrote.</summary>
    public static void WriteText(StringBuilder output, string name, string value)
    {
        output.Append(name).Append(':');
        var column = name.Length + 1;
        var clean = Clean(value);
        foreach (var word in IsPlain(clean) ? clean.Split(' ') : EncodedWords.Of(clean, LineLength - column - 1))
            AppendWord(output, word, ref column);
        output.Append("\r\n");
    }

    public static void WriteMailbox(StringBuilder output, string name, Mailbox mailbox)
    {
        output.Append(name).Append(':');
        var column = name.Length + 1;
        var clean = Clean(mailbox.Name);
        foreach (var word in DisplayName(clean, LineLength - column - 1))
            AppendWord(output, word, ref column);
        AppendWord(output, clean.Length == 0 ? mailbox.Address : $"<{mailbox.Address}>", ref column);
        output.Append("\r\n");
    }

    private static string[] DisplayName(string clean, int firstLine)
    {
        if (clean.Length == 0)
            return [];
        if (!IsPlain(clean))
            return EncodedWords.Of(clean, firstLine);
        var escaped = clean
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"".Split(' ');
    }

    private static void AppendWord(StringBuilder output, string word, ref int column)
    {
        if (column + 1 + word.Length > LineLength && column > 1)
        {
            output.Append("\r\n");
            column = 0;
        }
        output.Append(' ').Append(word);
        column += 1 + word.Length;
    }

    /// <summary>
    /// One line without control characters and without marks that turn the direction of what follows (they let a name
    /// pose as another one); runs of white space become one space; halves of surrogate pairs become U+FFFD.
    /// </summary>
    internal static string Clean(string value)
    {
        var output = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F)
                continue;
            if (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control)
                output.Append(rune);
            else if (output.Length > 0 && output[^1] != ' ')
                output.Append(' ');
        }
        return output.ToString().TrimEnd();
    }

    // "=?" could pass for an encoded word, and a word without a space cannot be folded.
    private static bool IsPlain(string clean) =>
        Ascii.IsValid(clean)
        && !clean.Contains("=?", StringComparison.Ordinal)
        && clean.Split(' ').All(word => word.Length < 60);
}
