using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PartnerGraph.TestHosts.Smtp;

/// <summary>Reads a mail back, independently of the code that wrote it: headers, encoded words, multipart, transfer encodings.</summary>
public sealed partial class MimeReading
{
    private readonly List<(string Name, string Value)> headers = [];
    private readonly List<MimeReading> parts = [];
    private string body = "";

    private MimeReading() { }

    public static MimeReading Of(byte[] raw)
    {
        var text = Encoding.Latin1.GetString(raw);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var reading = new MimeReading();
        var head = end < 0 ? text : text[..end];
        foreach (Match match in HeaderLine().Matches(head.Replace("\r\n ", " ", StringComparison.Ordinal) + "\r\n"))
        {
            reading.headers.Add((match.Groups["name"].Value, Utf8(match.Groups["value"].Value)));
        }
        reading.ReadBody(end < 0 ? "" : text[(end + 4)..]);
        return reading;
    }

    public IReadOnlyList<(string Name, string Value)> Headers => headers;

    public string? Header(string name)
    {
        var found = headers.FindIndex(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return found < 0 ? null : Words(headers[found].Value.Trim());
    }

    public string? Body(string contentType) =>
        ContentType == contentType
            ? body
            : parts.Select(part => part.Body(contentType)).FirstOrDefault(found => found is not null);

    private string ContentType => (Header("Content-Type") ?? "text/plain").Split(';')[0].Trim().ToLowerInvariant();

    private void ReadBody(string text)
    {
        if (ContentType.StartsWith("multipart/", StringComparison.Ordinal))
        {
            var boundary = Boundary().Match(Header("Content-Type")!).Groups["value"].Value;
            foreach (
                var part in ("\r\n" + text)
                    .Split("\r\n--" + boundary)
                    .Skip(1)
                    .TakeWhile(p => !p.StartsWith("--", StringComparison.Ordinal))
            )
            {
                parts.Add(Of(Encoding.Latin1.GetBytes(part[2..])));
            }
            return;
        }
        body = (Header("Content-Transfer-Encoding") ?? "7bit").ToLowerInvariant() switch
        {
            "base64" => Encoding.UTF8.GetString(
                Convert.FromBase64String(text.Replace("\r\n", "", StringComparison.Ordinal))
            ),
            "quoted-printable" => Utf8(Quoted(text.Replace("=\r\n", "", StringComparison.Ordinal), '=')),
            _ => Utf8(text),
        };
    }

    // RFC 2047, section 6.2: white space between two encoded words is not part of the text.
    private static string Words(string value) =>
        EncodedWord()
            .Replace(
                BetweenWords().Replace(value, "?="),
                match =>
                    match.Groups["form"].Value is "B" or "b"
                        ? Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups["text"].Value))
                        : Utf8(Quoted(match.Groups["text"].Value.Replace('_', ' '), '='))
            );

    private static string Quoted(string text, char mark)
    {
        var output = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == mark)
            {
                output.Append(
                    (char)int.Parse(text.AsSpan(at + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                );
                at += 2;
            }
            else
            {
                output.Append(text[at]);
            }
        }
        return output.ToString();
    }

    private static string Utf8(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));

    [GeneratedRegex(
        """(?<name>[!-9;-~]+):[ \t]*(?<value>[^\r\n]*)\r\n""",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex HeaderLine();

    [GeneratedRegex("boundary=\"(?<value>[^\"]+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Boundary();

    [GeneratedRegex(
        """=\?utf-8\?(?<form>[QBqb])\?(?<text>[^?]*)\?=""",
        RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex EncodedWord();

    [GeneratedRegex("""\?=[ \t\r\n]+(?==\?)""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BetweenWords();
}
