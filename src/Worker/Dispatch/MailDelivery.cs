using Microsoft.Extensions.Logging;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Mail;

namespace PartnerGraph.Worker.Dispatch;

/// <summary>One claimed message from its row to its end: prepared, sent, and the result noted under the claim's epoch.</summary>
public sealed partial class MailDelivery
{
    private static readonly TimeSpan NotingTime = TimeSpan.FromSeconds(5);

    // A database that is started anew is back by then; whoever gives up later only finds that somebody else has the claim.
    private const int NotingAttempts = 30;
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, IMailWriter> _writers;
    private readonly MailPreparation _preparation;
    private readonly IMailTransport _transport;
    private readonly OutboxQueue _queue;
    private readonly SuppressionList _suppressions;
    private readonly DeliveryMeters _meters;
    private readonly TimeProvider _clock;
    private readonly ILogger<MailDelivery> _log;

    public MailDelivery(
        IEnumerable<IMailWriter> writers,
        MailPreparation preparation,
        IMailTransport transport,
        OutboxQueue queue,
        SuppressionList suppressions,
        DeliveryMeters meters,
        TimeProvider clock,
        ILogger<MailDelivery> log
    )
    {
        _writers = writers.ToDictionary(writer => writer.Kind, StringComparer.Ordinal);
        _preparation = preparation;
        _transport = transport;
        _queue = queue;
        _suppressions = suppressions;
        _meters = meters;
        _clock = clock;
        _log = log;
    }

    /// <summary>Throws only when it was stopped before the mail was under way.</summary>
    public async Task RunAsync(OutboxClaim claim, CancellationToken stop)
    {
        if (!_writers.TryGetValue(claim.Message.Kind, out var writer))
        {
            const string reason = "This kind of mail is unknown to the worker.";
            await NoteAsync(claim, "dead", none => _queue.DeadAsync(claim, reason, follows: null, none));
            return;
        }
        switch (await _preparation.RunAsync(claim, writer, stop))
        {
            case PreparedMail.Ready ready:
                await SendAsync(claim, writer, ready, stop);
                break;
            case PreparedMail.Obsolete obsolete:
                await NoteAsync(
                    claim,
                    "obsolete",
                    none => _queue.DeadAsync(claim, obsolete.Reason, follows: null, none)
                );
                break;
            case PreparedMail.Refused refused:
                await BounceAsync(claim, writer, new MailOutcome.Bounced(refused.Reason, BounceScope.Mail));
                break;
            case PreparedMail.Broken broken:
                await GiveUpAsync(claim, writer, broken.Reason);
                break;
            case PreparedMail.Later later:
                await RetryAsync(claim, writer, "deferred", later.Reason, usefulUntil: null);
                break;
            case PreparedMail.Held held:
                await NoteAsync(claim, "held", none => _queue.HoldAsync(claim, held.Wait, held.Reason, none));
                break;
            case PreparedMail.Lost:
                _meters.StaleLease();
                LogStale(claim.Message.Id);
                break;
        }
    }

    private async Task SendAsync(
        OutboxClaim claim,
        IMailWriter writer,
        PreparedMail.Ready ready,
        CancellationToken stop
    )
    {
        switch (await _transport.SendAsync(ready.Mail, stop))
        {
            case MailOutcome.Sent:
                await NoteSentAsync(claim, writer);
                break;
            case MailOutcome.Bounced bounced:
                await BounceAsync(claim, writer, bounced);
                break;
            case MailOutcome.Unknown unknown:
                await RetryAsync(claim, writer, "unknown", unknown.Reason, ready.UsefulUntil);
                break;
            case MailOutcome.Deferred deferred:
                await RetryAsync(claim, writer, "deferred", deferred.Reason, ready.UsefulUntil);
                break;
        }
    }

    private Task RetryAsync(
        OutboxClaim claim,
        IMailWriter writer,
        string outcome,
        string reason,
        DateTimeOffset? usefulUntil
    )
    {
        var message = claim.Message;
        var wait = RetrySchedule.Next(message.Attempts, message.CreatedAt, usefulUntil, _clock.GetUtcNow());
        return wait is { } delay
            ? NoteAsync(claim, outcome, none => _queue.DeferAsync(claim, delay, reason, none))
            : GiveUpAsync(claim, writer, $"Given up after {message.Attempts} attempts. {reason}");
    }

    private Task BounceAsync(OutboxClaim claim, IMailWriter writer, MailOutcome.Bounced bounced) =>
        NoteAsync(
            claim,
            "bounced",
            none =>
                _queue.BounceAsync(
                    claim,
                    bounced.Reason,
                    async (db, stop) =>
                    {
                        var message = claim.Message;
                        if (bounced.Scope == BounceScope.Address)
                            await _suppressions.AddAsync(db, message.Recipient!, bounced.Reason, message.Id, stop);
                        await writer.FailedAsync(db, message, DeliveryFailure.Refused, stop);
                    },
                    none
                )
        );

    private Task GiveUpAsync(OutboxClaim claim, IMailWriter writer, string reason) =>
        NoteAsync(
            claim,
            "dead",
            none =>
                _queue.DeadAsync(
                    claim,
                    reason,
                    (db, stop) => writer.FailedAsync(db, claim.Message, DeliveryFailure.GivenUp, stop),
                    none
                )
        );

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

    /// <summary>
    /// Notes the result even when the process is stopping: what happened outside cannot be undone. While the database is away it is tried
    /// again, for what is not noted is sent a second time; the claim's epoch decides whether it still counts.
    /// </summary>
    private async Task NoteAsync(OutboxClaim claim, string outcome, Func<CancellationToken, Task<bool>> note)
    {
        var (noted, rest) = (false, TimeSpan.FromMilliseconds(100));
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var brief = new CancellationTokenSource(NotingTime);
                noted = await note(brief.Token);
                break;
            }
            catch (Exception fault) when (attempt < NotingAttempts)
            {
                LogNotNoted(fault, claim.Message.Id, outcome);
                await Task.Delay(rest, _clock);
                rest = rest * 2 < LongestRest ? rest * 2 : LongestRest;
            }
        }
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

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Mail {Id}: that it is {Outcome} could not be noted yet; it is tried again"
    )]
    private partial void LogNotNoted(Exception fault, Guid id, string outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Id} has left, and what follows from it could not be noted")]
    private partial void LogAfterwards(Exception fault, Guid id);
}
