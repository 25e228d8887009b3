using System.Data.Common;
using Microsoft.Extensions.Logging;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Dispatch;

/// <summary>What a message has come to before any mail server is asked.</summary>
internal abstract record PreparedMail
{
    private PreparedMail() { }

    public sealed record Ready(MailMessage Mail, DateTimeOffset? UsefulUntil) : PreparedMail;

    /// <summary>Overtaken by events: nobody misses it.</summary>
    public sealed record Obsolete(string Reason) : PreparedMail;

    public sealed record Refused(string Reason) : PreparedMail;

    public sealed record Broken(string Reason) : PreparedMail;

    public sealed record Later(string Reason) : PreparedMail;

    /// <summary>Over a cap.</summary>
    public sealed record Held(TimeSpan Wait, string Reason) : PreparedMail;

    /// <summary>Another worker holds it by now.</summary>
    public sealed record Lost : PreparedMail;
}

/// <summary>From a claimed row to the mail that is to be sent, or to the reason why none is.</summary>
public sealed partial class MailPreparation
{
    private const string TooLate = "The link ended before the mail went out.";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly MailRenderer _renderer;
    private readonly SuppressionList _suppressions;
    private readonly SendingPlaces _places;
    private readonly MailOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<MailPreparation> _log;

    public MailPreparation(
        MailRenderer renderer,
        SuppressionList suppressions,
        SendingPlaces places,
        MailOptions options,
        TimeProvider clock,
        ILogger<MailPreparation> log
    )
    {
        _renderer = renderer;
        _suppressions = suppressions;
        _places = places;
        _options = options;
        _clock = clock;
        _log = log;
    }

    internal async Task<PreparedMail> RunAsync(OutboxClaim claim, IMailWriter writer, CancellationToken stop)
    {
        var message = claim.Message;
        try
        {
            return await writer.WriteAsync(message, stop) switch
            {
                MailDraft.Obsolete obsolete => new PreparedMail.Obsolete(obsolete.Reason),
                MailDraft.TooLate => new PreparedMail.Broken(TooLate),
                MailDraft.Written { UsefulUntil: { } end } when end <= _clock.GetUtcNow() => new PreparedMail.Broken(
                    TooLate
                ),
                MailDraft.Written written
                    when Mailbox.TryParse(written.RecipientName, message.Recipient, out var recipient) =>
                    await AddressedAsync(claim, written, recipient, stop),
                _ => new PreparedMail.Refused("The address is not one that mail can go to."),
            };
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or IOException)
        {
            LogDatabase(message.Id, fault.GetType().Name);
            return new PreparedMail.Later("The mail could not be written because the database did not answer.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A template or its data is broken. Trying again would not mend it, and the next mail must not wait for it.
            LogDeadLetter(fault, message.Id, message.Kind);
            return new PreparedMail.Broken("The mail could not be written.");
        }
    }

    private async Task<PreparedMail> AddressedAsync(
        OutboxClaim claim,
        MailDraft.Written written,
        Mailbox recipient,
        CancellationToken stop
    )
    {
        var message = claim.Message;
        if (await _suppressions.FindAsync(message.Recipient!, stop) is { } suppressed)
        {
            var since = Wording.Moment(Domain.Users.Language.En, suppressed.Since);
            return new PreparedMail.Refused($"Suppressed since {since}. {suppressed.Reason}");
        }
        if (await OverCapAsync(claim, stop) is { } held)
            return held;
        return new PreparedMail.Ready(await ComposeAsync(message, written, recipient), written.UsefulUntil);
    }

    /// <summary>Null where it may go, and counts from now on.</summary>
    private async Task<PreparedMail?> OverCapAsync(OutboxClaim claim, CancellationToken stop)
    {
        var caps = _options.Caps;
        SendingCap[] each =
        [
            new(CapOf.Recipient, caps.RecipientPerDay),
            new(CapOf.Inviter, caps.InviterPerDay),
            new(CapOf.Organization, caps.OrganizationPerDay),
        ];
        return await _places.TakeAsync(claim, each, Day, stop) switch
        {
            SendingPlace.Later later => new PreparedMail.Held(
                CapWait.Until(later.In, Day, Random.Shared.NextDouble()),
                Reached(later.Reached)
            ),
            SendingPlace.Lost => new PreparedMail.Lost(),
            _ => null,
        };
    }

    private static string Reached(SendingCap cap) =>
        cap.Of switch
        {
            CapOf.Recipient => $"No more than {cap.Most} mails a day go to one address.",
            CapOf.Inviter => $"No more than {cap.Most} invitations a day go out for one person.",
            CapOf.Organization => $"No more than {cap.Most} mails a day go out for one organization.",
        };

    private async Task<MailMessage> ComposeAsync(OutboxMessage message, MailDraft.Written written, Mailbox recipient)
    {
        var rendered = await _renderer.RenderAsync(written.Content);
        return new MailMessage
        {
            MessageId = message.MessageId,
            // The row's time and not this attempt's: a second copy is then equal to the first.
            Date = message.CreatedAt,
            From = _options.From,
            To = recipient,
            Subject = rendered.Subject,
            Text = rendered.Text,
            Html = rendered.Html,
            Language = Wording.Tag(written.Content.Language),
        };
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Id} ({Kind}) could not be written and is a dead letter")]
    private partial void LogDeadLetter(Exception fault, Guid id, string kind);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id}: the database did not answer ({Fault})")]
    private partial void LogDatabase(Guid id, string fault);
}
