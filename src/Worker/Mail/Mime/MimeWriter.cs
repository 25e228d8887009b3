using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PartnerGraph.Worker.Mail.Mime;

/// <summary>
/// Writes a mail as RFC 5322 / 2045 bytes: multipart/alternative, text before html. The same mail gives the same bytes.
/// No line is longer than 78 characters or starts with a dot; all is ASCII unless an address itself is not.
/// </summary>
public static class MimeWriter
{
    public static byte[] Write(MailMessage mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (!IsMessageId(mail.MessageId))
            throw new ArgumentException("A Message-ID is left@right in printable ASCII.", nameof(mail));

        var boundary = Boundary(mail.MessageId);
        var output = new StringBuilder(mail.Text.Length * 2 + mail.Html.Length * 2 + 1024);
        HeaderWriter.Write(output, "Date", Date(mail.Date));
        HeaderWriter.WriteMailbox(output, "From", mail.From);
        HeaderWriter.WriteMailbox(output, "To", mail.To);
        HeaderWriter.WriteText(output, "Subject", mail.Subject);
        HeaderWriter.Write(output, "Message-ID", $"<{mail.MessageId}>");
        HeaderWriter.Write(output, "MIME-Version", "1.0");
        HeaderWriter.Write(output, "Auto-Submitted", "auto-generated");
        HeaderWriter.Write(output, "Content-Language", mail.Language);
        HeaderWriter.Write(output, "Content-Type", $"multipart/alternative;\r\n boundary=\"{boundary}\"");
        output.Append("\r\n");
        WritePart(output, boundary, "text/plain", mail.Text);
        WritePart(output, boundary, "text/html", mail.Html);
        output.Append("--").Append(boundary).Append("--\r\n");
        return Encoding.UTF8.GetBytes(output.ToString());
    }

    /// <summary>A Message-ID for a row: the same row gives the same one, whoever sends it and however often.</summary>
    public static string MessageIdFor(Guid row, Mailbox from) => $"{row:N}@{from.Domain}";

    private static void WritePart(StringBuilder output, string boundary, string contentType, string content)
    {
        var body = BodyEncoding.For(content);
        output.Append("--").Append(boundary).Append("\r\n");
        HeaderWriter.Write(output, "Content-Type", contentType + "; charset=utf-8");
        HeaderWriter.Write(output, "Content-Transfer-Encoding", body.Name);
        // The line break before a boundary belongs to the boundary (RFC 2046, section 5.1.1).
        output.Append("\r\n").Append(body.Encoded).Append("\r\n");
    }

    // "=_" occurs in neither quoted-printable nor base64, so no content can end a part early.
    private static string Boundary(string messageId) =>
        "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(messageId)), 0, 16);

    private static string Date(DateTimeOffset date) =>
        date.ToUniversalTime().ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    private static bool IsMessageId(string id) =>
        id.Length is > 2 and < 200
        && id.Count(c => c == '@') == 1
        && !id.StartsWith('@')
        && !id.EndsWith('@')
        && id.All(c => char.IsAsciiLetterOrDigit(c) || "@.-_+$=".Contains(c, StringComparison.Ordinal));
}
