using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Graph.Users;

/// <summary>Somebody else changed the users at the same moment, perhaps the caller's own roles; nothing was saved.</summary>
public sealed record UserChangedMeanwhile() : Refusal(UserErrorCode.Conflict, "user.changedMeanwhile");

/// <summary>A user who was deactivated, or has not agreed yet: there is nothing that a password would open.</summary>
public sealed record MembershipNotInForce() : Refusal(UserErrorCode.IllegalTransition, "user.membershipNotInForce");
