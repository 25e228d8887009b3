namespace PartnerGraph.Worker.Mail;

/// <summary>How one attempt ended. Reasons are sentences for the inviter; they hold no address and no secret.</summary>
public abstract record MailOutcome
{
    private MailOutcome() { }

    /// <summary>The receiving side has taken responsibility: 250 to the final dot, or the file is on the disk.</summary>
    public sealed record Sent : MailOutcome;

    /// <summary>Not taken, for now. Trying again cannot make a second copy.</summary>
    public sealed record Deferred(string Reason) : MailOutcome;

    /// <summary>Refused for good.</summary>
    public sealed record Bounced(string Reason, BounceScope Scope) : MailOutcome;

    /// <summary>The connection broke after the final dot: trying again may make a second copy with the same Message-ID.</summary>
    public sealed record Unknown(string Reason) : MailOutcome;
}

/// <summary>How far a refusal reaches.</summary>
public enum BounceScope
{
    /// <summary>This mail alone: its content, its size, a full mailbox.</summary>
    Mail,

    /// <summary>Nobody is reached at this address: later mails to it are not tried.</summary>
    Address,
}
