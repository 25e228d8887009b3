using PartnerGraph.Worker.Mail;

namespace PartnerGraph.Worker.Tests.Mail;

/// <summary>A mail to vary in tests.</summary>
internal static class SampleMail
{
    public static Mailbox Sender => Box("no-reply@partners.example", "Partner programme");

    public static MailMessage Ordinary =>
        new()
        {
            MessageId = "019aab3c5d7e7f00a1b2c3d4e5f60718@partners.example",
            Date = new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero),
            From = Sender,
            To = Box("anna@contoso.example", "Anna Petrova"),
            Subject = "Please confirm your address",
            Text = "Hello,\n\nplease confirm:\nhttps://partners.example/verify/abc\n",
            Html = "<!DOCTYPE html><p>Hello,</p><p><a href=\"https://partners.example/verify/abc\">Confirm</a></p>",
            Language = "en",
        };

    public static Mailbox Box(string address, string name = "") =>
        Mailbox.TryParse(name, address, out var mailbox)
            ? mailbox
            : throw new ArgumentException(address, nameof(address));
}
