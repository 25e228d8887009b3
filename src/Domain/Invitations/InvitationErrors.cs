using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Invitations;

/// <summary>Unknown, malformed and rotated secrets get this same answer (R82).</summary>
public sealed record InvitationNotFound() : Refusal(UserErrorCode.InvitationNotFound, "invitation.notFound");

public sealed record InvitationExpired(DateTimeOffset ExpiredAt)
    : Refusal(UserErrorCode.InvitationExpired, "invitation.expired", ("expiredAt", ExpiredAt));

public sealed record InvitationRevoked() : Refusal(UserErrorCode.InvitationRevoked, "invitation.revoked");

public sealed record InvitationAlreadyAccepted()
    : Refusal(UserErrorCode.InvitationAlreadyUsed, "invitation.alreadyAccepted");

public sealed record InvitationAlreadyDeclined()
    : Refusal(UserErrorCode.InvitationAlreadyUsed, "invitation.alreadyDeclined");

/// <summary>R49, R72: another address, another organization, or an organization of another kind.</summary>
public sealed record InvitationNotForYou() : Refusal(UserErrorCode.InvitationNotForYou, "invitation.notForYou");

/// <summary>The reseller is not (yet) in the program.</summary>
public sealed record ResellerNotApproved()
    : Refusal(UserErrorCode.InvitationNotForYou, "invitation.resellerNotApproved");

/// <summary>The box is not ticked: nothing happens (R49).</summary>
public sealed record ConfirmationRequired()
    : Refusal(UserErrorCode.ConfirmationRequired, "invitation.confirmationRequired");

/// <summary>The text may be edited, the personal link must stay (R64).</summary>
public sealed record LinkMissing() : Refusal(UserErrorCode.LinkMissing, "invitation.linkMissing");

public sealed record IllegalInvitationTransition(InvitationStatus From, InvitationStatus To)
    : Refusal(
        UserErrorCode.IllegalTransition,
        "invitation.illegalTransition",
        ("from", SchemaName.Of(From)),
        ("to", SchemaName.Of(To))
    );

/// <summary>A joint invitation stands on an active partnership of the two (R57).</summary>
public sealed record JointPartnershipNotActive() : Refusal(UserErrorCode.Conflict, "invitation.partnershipNotActive");

/// <summary>More invitations than a day allows.</summary>
public sealed record InvitationQuotaExceeded(int PerDay)
    : Refusal(UserErrorCode.QuotaExceeded, "invitation.quotaExceeded", ("perDay", PerDay));
