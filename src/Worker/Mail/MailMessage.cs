namespace PartnerGraph.Worker.Mail;

/// <summary>One mail to one person: what the transports send and retry, always under the same Message-ID.</summary>
public sealed record MailMessage
{
    /// <summary>`left@right` without angle brackets, fixed when the outbox row is written.</summary>
    public required string MessageId { get; init; }
    public required DateTimeOffset Date { get; init; }
    public required Mailbox From { get; init; }
    public required Mailbox To { get; init; }
    public required string Subject { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }

    /// <summary>The language's tag (RFC 5646), as `en` or `ru`.</summary>
    public required string Language { get; init; }

    public override string ToString() => $"(mail {MessageId})";
}
