using PartnerGraph.Domain.Invitations;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Dispatch;

/// <summary>Knows what one kind of outbox message says, and what else changes once it is sent or lost. There is one for each kind.</summary>
public interface IMailWriter
{
    /// <summary>The event name (Domain's EventNames) that this writer answers to.</summary>
    string Kind { get; }

    /// <summary>Reads what the mail needs from the database. A bug throws: the message is then a dead letter.</summary>
    Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken);

    /// <summary>Called after the mail has left and before the message is closed. May be called twice for one message.</summary>
    Task SentAsync(OutboxMessage message, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// The mail will not arrive. What is changed in <paramref name="db"/> is saved in the transaction that closes the message: once.
    /// </summary>
    Task FailedAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        DeliveryFailure failure,
        CancellationToken cancellationToken
    ) => Task.CompletedTask;
}

/// <summary>What became of a message when it was to be written.</summary>
public abstract record MailDraft
{
    private MailDraft() { }

    /// <param name="RecipientName">The display name; empty where none is known.</param>
    /// <param name="UsefulUntil">The end of the link in it: there is no use in sending it later.</param>
    public sealed record Written(MailContent Content, string RecipientName, DateTimeOffset? UsefulUntil) : MailDraft;

    /// <summary>Overtaken by events: a newer link, a withdrawn enrollment, a revoked invitation.</summary>
    /// <param name="Reason">A sentence for people.</param>
    public sealed record Obsolete(string Reason) : MailDraft;

    /// <summary>What it is for has ended before it could go out: it is lost, and whoever waits for it is told.</summary>
    public sealed record TooLate : MailDraft;
}
