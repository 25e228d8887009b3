using Microsoft.Extensions.Configuration;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail.Dkim;
using PartnerGraph.Worker.Mail.Settings;
using PartnerGraph.Worker.Mail.Smtp;

namespace PartnerGraph.Worker.Mail;

/// <summary>How mail leaves the system: into a folder, or to a mail server.</summary>
/// <param name="Smtp">Null for the folder.</param>
public sealed record MailOptions(Mailbox From, string Folder, SmtpOptions? Smtp)
{
    /// <summary>Null where mails are not signed.</summary>
    public DkimSigner? Dkim { get; init; }
    public MailCaps Caps { get; init; } = MailCaps.None;

    /// <summary>How long before an invitation lapses its recipient gets the link once more; zero: never.</summary>
    public TimeSpan ReminderBefore { get; init; } = DefaultReminder;

    public static readonly TimeSpan DefaultReminder = TimeSpan.FromHours(48);

    public const string DefaultFrom = "PartnerGraph <no-reply@partnergraph.example>";

    /// <summary>Reads and checks `Mail__…`.</summary>
    /// <exception cref="MailOptionsException">With one sentence for each mistake.</exception>
    public static MailOptions Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var mistakes = new List<string>();
        var mail = configuration.GetSection("Mail");
        var transport = MailSettingText.Choice(mail, "Transport", "Folder", ["Folder", "Smtp"], mistakes);
        if (!Mailbox.TryParse(mail["From"] ?? DefaultFrom, out var from))
            mistakes.Add("Mail__From must be a mail address, as \"PartnerGraph <no-reply@example.com>\".");
        var folder = mail["Folder"] ?? Path.Combine(configuration["Data:Folder"] ?? "data", "mail");
        var smtp = transport == "Smtp" ? SmtpSettings.Read(mail.GetSection("Smtp"), from, mistakes) : null;
        var dkim = DkimSettings.Read(mail.GetSection("Dkim"), from, mistakes);
        var caps = MailCapSettings.Read(mail.GetSection("Caps"), mistakes);
        var reminder = MailSettingText.Number(
            mail,
            "ReminderHours",
            (int)DefaultReminder.TotalHours,
            0,
            24 * 90,
            mistakes
        );
        return mistakes.Count == 0
            ? new MailOptions(from!, Path.GetFullPath(folder), smtp)
            {
                Dkim = dkim,
                Caps = caps,
                ReminderBefore = TimeSpan.FromHours(reminder),
            }
            : throw new MailOptionsException(mistakes);
    }

    public override string ToString() => Smtp?.ToString() ?? $"folder {Folder}";
}

/// <summary>Settings that mail cannot be sent with. Stops the start.</summary>
public sealed class MailOptionsException(IReadOnlyList<string> mistakes) : Exception(string.Join('\n', mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
