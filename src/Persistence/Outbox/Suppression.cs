namespace PartnerGraph.Persistence.Outbox;

/// <summary>
/// An address at which nobody is reached: later mails to it are not tried. It holds for the whole installation, since a mailbox that
/// does not exist does so for everybody. Kept as a keyed hash: the list tells nobody whom it names.
/// </summary>
public sealed class Suppression
{
    public Guid Id { get; init; }

    public required byte[] AddressHash { get; init; }

    public DateTimeOffset Since { get; init; }

    /// <summary>What the mail server said, without addresses.</summary>
    public required string Reason { get; init; }

    /// <summary>The mail that was refused.</summary>
    public Guid MessageId { get; init; }
}
