using PartnerGraph.Worker.Mail.Dkim;
using PartnerGraph.Worker.Mail.Mime;

namespace PartnerGraph.Worker.Mail;

/// <summary>A mail as it leaves: written, and signed where there is a key. The same mail gives the same bytes.</summary>
internal sealed class MailBytes(DkimSigner? dkim)
{
    public byte[] Of(MailMessage mail)
    {
        var written = MimeWriter.Write(mail);
        return dkim is null ? written : dkim.Sign(written, mail.Date);
    }
}
