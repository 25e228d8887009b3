using System.Text;

namespace PartnerGraph.Worker.Mail.Mime;

/// <summary>A text as ASCII lines of at most 76 characters (RFC 2045, sections 6.7 and 6.8), whichever form is shorter.</summary>
internal sealed record BodyEncoding(string Name, string Encoded)
{
    private const int LineLength = 76;

    public static BodyEncoding For(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(WithLineBreaks(content));
        // Quoted-printable takes 3 characters for a byte beyond ASCII, base64 4 for any three bytes.
        var beyondAscii = bytes.Count(b => b is > 126 or (byte)'=');
        return beyondAscii * 6 > bytes.Length
            ? new BodyEncoding("base64", Base64(bytes))
            : new BodyEncoding("quoted-printable", QuotedPrintable(bytes));
    }

    /// <summary>Every kind of line end becomes CR LF, and the text ends with one.</summary>
    private static string WithLineBreaks(string content) =>
        content.ReplaceLineEndings("\n").TrimEnd('\n').Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n";

    private static string Base64(byte[] bytes)
    {
        const int perLine = LineLength / 4 * 3;
        var output = new StringBuilder(bytes.Length * 3 / 2);
        for (var start = 0; start < bytes.Length; start += perLine)
            output.Append(Convert.ToBase64String(bytes, start, Math.Min(perLine, bytes.Length - start))).Append("\r\n");
        return output.ToString();
    }

    private static string QuotedPrintable(byte[] bytes)
    {
        var output = new StringBuilder(bytes.Length * 5 / 4);
        var column = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (IsLineBreak(bytes, at))
            {
                output.Append("\r\n");
                column = 0;
                at++;
                continue;
            }
            var literal = IsLiteral(bytes, at, column);
            // One column is kept for the "=" of a soft line break.
            if (column + (literal ? 1 : 3) > LineLength - 1)
            {
                output.Append("=\r\n");
                column = 0;
                literal = IsLiteral(bytes, at, column);
            }
            if (literal)
                output.Append((char)bytes[at]);
            else
                output.Append('=').Append(Hex(bytes[at] >> 4)).Append(Hex(bytes[at] & 15));
            column += literal ? 1 : 3;
        }
        return output.ToString();
    }

    private static bool IsLiteral(byte[] bytes, int at, int column) =>
        bytes[at] switch
        {
            // Relays strip white space at a line's end.
            (byte)' ' or (byte)'\t' => !IsLineBreak(bytes, at + 1),
            // A dot alone ends a mail, and "From " was once a separator in mailboxes.
            (byte)'.' or (byte)'F' => column > 0,
            (byte)'=' => false,
            var other => other is > 32 and < 127,
        };

    private static bool IsLineBreak(byte[] bytes, int at) =>
        at + 1 < bytes.Length && bytes[at] == '\r' && bytes[at + 1] == '\n';

    private static char Hex(int value) => "0123456789ABCDEF"[value];
}
