namespace PartnerGraph.Domain.Invitations;

public enum InvitationKind
{
    Partnership,
    Customer,
    CustomerWithProvider,
}

/// <summary>R81.</summary>
public enum InvitationStatus
{
    Draft,
    Queued,
    Sent,
    Viewed,
    Accepted,
    Declined,
    Expired,
    Revoked,
}

/// <summary>Who mails it: the worker, or the person who copied the draft (R62 to R65).</summary>
public enum InvitationSender
{
    System,
    Person,
}

/// <summary>Why a mail will not arrive.</summary>
public enum DeliveryFailure
{
    /// <summary>The receiving side refused it for good.</summary>
    Refused,

    /// <summary>It was tried until its time was over, or could not be written.</summary>
    GivenUp,
}

/// <summary>The whole state machine (R81, R82).</summary>
public static class InvitationStates
{
    public static bool Allows(InvitationStatus from, InvitationStatus to) =>
        to switch
        {
            InvitationStatus.Draft => false,
            // sent for the first time (viewed before that: a draft's link works at once), or sent again
            InvitationStatus.Queued => IsOpen(from) || from is InvitationStatus.Expired,
            InvitationStatus.Sent => from is InvitationStatus.Draft or InvitationStatus.Queued,
            InvitationStatus.Viewed => from
                is InvitationStatus.Draft
                    or InvitationStatus.Queued
                    or InvitationStatus.Sent,
            InvitationStatus.Accepted
            or InvitationStatus.Declined
            or InvitationStatus.Expired
            or InvitationStatus.Revoked => IsOpen(from),
        };

    /// <summary>The link works.</summary>
    public static bool IsOpen(InvitationStatus status) =>
        status is InvitationStatus.Draft or InvitationStatus.Queued or InvitationStatus.Sent or InvitationStatus.Viewed;

    /// <summary>Nothing follows; a lapsed invitation can still be sent again.</summary>
    public static bool IsFinal(InvitationStatus status) =>
        status is InvitationStatus.Accepted or InvitationStatus.Declined or InvitationStatus.Revoked;
}
