using System.Data.Common;
using Microsoft.Extensions.Logging;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Dispatch;

/// <summary>One claimed message from its row to its end: written, rendered, sent, and the result noted under the claim's epoch.</summary>
public sealed partial class MailDelivery
{
    private static readonly TimeSpan NotingTime = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IMailWriter> _writers;
    private readonly MailRenderer _renderer;
    private readonly IMailTransport _transport;
    private readonly OutboxQueue _queue;
    private readonly MailOptions _options;
    private readonly DeliveryMeters _meters;
    private readonly TimeProvider _clock;
    private readonly ILogger<MailDelivery> _log;

    public MailDelivery(
        IEnumerable<IMailWriter> writers,
        MailRenderer renderer,
        IMailTransport transport,
        OutboxQueue queue,
        MailOptions options,
        DeliveryMeters meters,
        TimeProvider clock,
        ILogger<MailDelivery> log
    )
    {
        _writers = writers.ToDictionary(writer => writer.Kind, StringComparer.Ordinal);
        _renderer = renderer;
        _transport = transport;
        _queue = queue;
        _options = options;
        _meters = meters;
        _clock = clock;
        _log = log;
    }

    /// <summary>Throws only when it was stopped before the mail was under way.</summary>
    public async Task RunAsync(OutboxClaim claim, CancellationToken stop)
    {
        var message = claim.Message;
        if (!_writers.TryGetValue(message.Kind, out var writer))
        {
            await NoteAsync(
                claim,
                "dead",
                none => _queue.DeadAsync(claim, "This kind of mail is unknown to the worker.", none)
            );
            return;
        }
        if (await PrepareAsync(claim, writer, stop) is not { } prepared)
            return;

        switch (await _transport.SendAsync(prepared.Mail, stop))
        {
            case MailOutcome.Sent:
                await NoteSentAsync(claim, writer);
                break;
            case MailOutcome.Bounced bounced:
                await NoteAsync(claim, "bounced", none => _queue.BounceAsync(claim, bounced.Reason, none));
                break;
            case MailOutcome.Unknown unknown:
                await RetryAsync(claim, "unknown", unknown.Reason, prepared.UsefulUntil);
                break;
            case MailOutcome.Deferred deferred:
                await RetryAsync(claim, "deferred", deferred.Reason, prepared.UsefulUntil);
                break;
        }
    }

    private sealed record Prepared(MailMessage Mail, DateTimeOffset? UsefulUntil);

    private async Task<Prepared?> PrepareAsync(OutboxClaim claim, IMailWriter writer, CancellationToken stop)
    {
        try
        {
            switch (await writer.WriteAsync(claim.Message, stop))
            {
                case MailDraft.Obsolete obsolete:
                    await NoteAsync(claim, "obsolete", none => _queue.DeadAsync(claim, obsolete.Reason, none));
                    return null;
                case MailDraft.Written { UsefulUntil: { } end } when end <= _clock.GetUtcNow():
                    await NoteAsync(
                        claim,
                        "obsolete",
                        none => _queue.DeadAsync(claim, "The link ended before the mail went out.", none)
                    );
                    return null;
                case MailDraft.Written written
                    when Mailbox.TryParse(written.RecipientName, claim.Message.Recipient, out var recipient):
                    return new Prepared(await ComposeAsync(claim.Message, written, recipient), written.UsefulUntil);
                default:
                    await NoteAsync(
                        claim,
                        "bounced",
                        none => _queue.BounceAsync(claim, "The address is not one that mail can go to.", none)
                    );
                    return null;
            }
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or IOException)
        {
            LogDatabase(claim.Message.Id, fault.GetType().Name);
            await RetryAsync(
                claim,
                "deferred",
                "The mail could not be written because the database did not answer.",
                usefulUntil: null
            );
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A template or its data is broken. Trying again would not mend it, and the next mail must not wait for it.
            LogDeadLetter(fault, claim.Message.Id, claim.Message.Kind);
            await NoteAsync(claim, "dead", none => _queue.DeadAsync(claim, "The mail could not be written.", none));
            return null;
        }
    }

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

    private Task RetryAsync(OutboxClaim claim, string outcome, string reason, DateTimeOffset? usefulUntil)
    {
        var message = claim.Message;
        var wait = RetrySchedule.Next(message.Attempts, message.CreatedAt, usefulUntil, _clock.GetUtcNow());
        return wait is { } delay
            ? NoteAsync(claim, outcome, none => _queue.DeferAsync(claim, delay, reason, none))
            : NoteAsync(
                claim,
                "dead",
                none => _queue.DeadAsync(claim, $"Given up after {message.Attempts} attempts. {reason}", none)
            );
    }

    private async Task NoteSentAsync(OutboxClaim claim, IMailWriter writer)
    {
        try
        {
            using var brief = new CancellationTokenSource(NotingTime);
            await writer.SentAsync(claim.Message, brief.Token);
        }
        catch (Exception fault)
        {
            // The mail has left: whatever is wrong here must not send it a second time.
            LogAfterwards(fault, claim.Message.Id);
        }
        await NoteAsync(claim, "sent", none => _queue.MarkSentAsync(claim, none));
    }

    /// <summary>Notes the result even when the process is stopping: what happened outside cannot be undone.</summary>
    private async Task NoteAsync(OutboxClaim claim, string outcome, Func<CancellationToken, Task<bool>> note)
    {
        using var brief = new CancellationTokenSource(NotingTime);
        var noted = await note(brief.Token);
        _meters.Attempt(outcome);
        LogOutcome(claim.Message.Id, claim.Message.Kind, outcome, claim.Message.Attempts);
        if (noted)
            return;
        _meters.StaleLease();
        LogStale(claim.Message.Id);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Id} ({Kind}): {Outcome}, attempt {Attempt}")]
    private partial void LogOutcome(Guid id, string kind, string outcome, int attempt);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Mail {Id}: another worker holds it by now, the result was not noted"
    )]
    private partial void LogStale(Guid id);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Id} ({Kind}) could not be written and is a dead letter")]
    private partial void LogDeadLetter(Exception fault, Guid id, string kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Id} has left, and what follows from it could not be noted")]
    private partial void LogAfterwards(Exception fault, Guid id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id}: the database did not answer ({Fault})")]
    private partial void LogDatabase(Guid id, string fault);
}
