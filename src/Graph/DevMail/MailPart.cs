using System.Globalization;
using System.Text;

namespace PartnerGraph.Graph.DevMail;

/// <summary>One MIME part: headers, a body in its transfer encoding, and the parts inside where it is multipart (RFC 2045, 2046).</summary>
internal sealed class MailPart
{
    private readonly Dictionary<string, string> headers;
    private readonly string body;
    private readonly Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);

    private MailPart(Dictionary<string, string> headers, string body)
    {
        this.headers = headers;
        this.body = body;
        var pieces = Header("Content-Type").Split(';');
        MediaType = pieces[0].Trim().ToLowerInvariant() is { Length: > 0 } given ? given : "text/plain";
        foreach (var piece in pieces.Skip(1))
        {
            var (name, value) = Split(piece, '=');
            parameters[name] = value.Trim('"');
        }
    }

    public string MediaType { get; }

    public static MailPart Parse(string text)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        // A line that begins with a blank goes on with the one before it.
        var unfolded = head.Replace("\n ", " ", StringComparison.Ordinal)
            .Replace("\n\t", " ", StringComparison.Ordinal);
        foreach (var line in unfolded.Split('\n'))
        {
            var (name, value) = Split(line, ':');
            if (name.Length > 0)
                found.TryAdd(name, value);
        }
        return new MailPart(found, end < 0 ? "" : text[(end + 2)..]);
    }

    public string Header(string name) => headers.GetValueOrDefault(name, "");

    public IEnumerable<MailPart> Children()
    {
        if (
            !MediaType.StartsWith("multipart/", StringComparison.Ordinal)
            || !parameters.TryGetValue("boundary", out var boundary)
        )
            return [];
        var pieces = ("\n" + body).Split("\n--" + boundary);
        return pieces
            .Skip(1)
            .TakeWhile(p => !p.StartsWith("--", StringComparison.Ordinal))
            .Select(p => Parse(p.TrimStart(' ', '\t') is ['\n', .. var rest] ? rest : p));
    }

    public string DecodedText()
    {
        var bytes = Header("Content-Transfer-Encoding").Trim().ToLowerInvariant() switch
        {
            "base64" => FromBase64(body),
            "quoted-printable" => QuotedPrintable.Decode(body),
            _ => Encoding.Latin1.GetBytes(body),
        };
        return CharsetOf(parameters.GetValueOrDefault("charset", "utf-8")).GetString(bytes);
    }

    public static Encoding CharsetOf(string name)
    {
        try
        {
            return Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return Encoding.UTF8;
        }
    }

    private static byte[] FromBase64(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var written)
            ? buffer[..written]
            : Encoding.Latin1.GetBytes(text);
    }

    private static (string Name, string Value) Split(string text, char at)
    {
        var index = text.IndexOf(at);
        return index < 0 ? (text.Trim(), "") : (text[..index].Trim(), text[(index + 1)..].Trim());
    }
}

/// <summary>RFC 2045, section 6.7.</summary>
internal static class QuotedPrintable
{
    public static byte[] Decode(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
                bytes.Add((byte)text[i]);
            else if (i + 1 < text.Length && text[i + 1] == '\n')
                i++;
            else if (
                i + 2 < text.Length
                && byte.TryParse(
                    text.AsSpan(i + 1, 2),
                    NumberStyles.HexNumber,
                    CultureInfo.InvariantCulture,
                    out var octet
                )
            )
            {
                bytes.Add(octet);
                i += 2;
            }
        }
        return [.. bytes];
    }
}
