using System.Text;

namespace PartnerGraph.Graph.DevMail;

/// <summary>What a developer wants to see of a mail file (RFC 5322 and MIME): who, what about, and its text and HTML parts.</summary>
public sealed record MailMessage(string From, string To, string Subject, string Date, string? Text, string? Html)
{
    private const int DeepestPart = 8;

    public static MailMessage Parse(byte[] file)
    {
        // Latin-1 keeps every byte as one character; a part's own charset is applied when the part is decoded.
        var part = MailPart.Parse(Encoding.Latin1.GetString(file).ReplaceLineEndings("\n"));
        string? text = null;
        string? html = null;
        Collect(part, DeepestPart, ref text, ref html);
        return new MailMessage(
            EncodedWords.Decode(part.Header("From")),
            EncodedWords.Decode(part.Header("To")),
            EncodedWords.Decode(part.Header("Subject")),
            part.Header("Date"),
            text,
            html
        );
    }

    private static void Collect(MailPart part, int depth, ref string? text, ref string? html)
    {
        if (part.MediaType == "text/plain")
            text ??= part.DecodedText();
        else if (part.MediaType == "text/html")
            html ??= part.DecodedText();
        if (depth == 0)
            return;
        foreach (var child in part.Children())
            Collect(child, depth - 1, ref text, ref html);
    }
}
