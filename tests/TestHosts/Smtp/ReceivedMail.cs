using System.Net;
using System.Text.RegularExpressions;

namespace PartnerGraph.TestHosts.Smtp;

/// <summary>A mail as the server got it: envelope and bytes, and what a reader sees of it.</summary>
public sealed partial class ReceivedMail
{
    private readonly MimeReading reading;

    public ReceivedMail(int connection, string from, string to, byte[] raw, bool encrypted, string? user)
    {
        Connection = connection;
        EnvelopeFrom = from;
        EnvelopeTo = to;
        Raw = raw;
        Encrypted = encrypted;
        User = user;
        reading = MimeReading.Of(raw);
    }

    public int Connection { get; }
    public string EnvelopeFrom { get; }
    public string EnvelopeTo { get; }

    /// <summary>The content without dot stuffing and without the final dot.</summary>
    public byte[] Raw { get; }
    public bool Encrypted { get; }
    public string? User { get; }

    public string Subject => Header("Subject") ?? "";
    public string MessageId => Header("Message-ID") ?? "";
    public string Text => reading.Body("text/plain") ?? "";
    public string Html => reading.Body("text/html") ?? "";

    /// <summary>A header with its folds and encoded words undone; null where there is none. Names in any case.</summary>
    public string? Header(string name) => reading.Header(name);

    /// <summary>All http(s) addresses, in the text first and then in the html's href attributes; each once.</summary>
    public IReadOnlyList<Uri> Links =>
        [
            .. InText()
                .Matches(Text)
                .Select(match => match.Value)
                .Concat(InHtml().Matches(Html).Select(match => WebUtility.HtmlDecode(match.Groups["link"].Value)))
                .Distinct(StringComparer.Ordinal)
                .Select(link => new Uri(link)),
        ];

    /// <summary>The one link whose path begins so, as "/i/" or "/verify/".</summary>
    public Uri Link(string pathPrefix) =>
        Links.First(link => link.AbsolutePath.Contains(pathPrefix, StringComparison.Ordinal));

    public override string ToString() => $"{EnvelopeTo}: {Subject}";

    [GeneratedRegex("""https?://[^\s<>"']+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InText();

    [GeneratedRegex("""href="(?<link>https?://[^"]+)""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InHtml();
}
