namespace PartnerGraph.Worker.Tests.Faults;

/// <summary>Where a worker is in its work on a mail when it is killed.</summary>
public enum KillStep
{
    /// <summary>The claim is committed; the worker has not been told yet.</summary>
    Claimed,

    /// <summary>A connection to the mail server stands.</summary>
    Connected,

    /// <summary>250 to MAIL.</summary>
    AfterMail,

    /// <summary>250 to RCPT.</summary>
    AfterRcpt,

    /// <summary>354 to DATA, and the content is on its way.</summary>
    BeforeDot,

    /// <summary>The mail server has the mail and has not said so.</summary>
    AfterDot,

    /// <summary>250 to the final dot, and the row still says Queued.</summary>
    BeforeMarked,

    /// <summary>The row says Sent, and the worker has not been told yet.</summary>
    AfterMarked,

    /// <summary>All that was queued is sent.</summary>
    BetweenMails,
}
