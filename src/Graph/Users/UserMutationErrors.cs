using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Graph.Users;

/// <summary>A user who was deactivated, or has not agreed yet: there is nothing that a password would open.</summary>
public sealed record MembershipNotInForce() : Refusal(UserErrorCode.IllegalTransition, "user.membershipNotInForce");

/// <summary>The account still has a temporary password, which somebody else has seen (R32, R38).</summary>
public sealed record OwnPasswordFirst() : Refusal(UserErrorCode.Conflict, "user.ownPasswordFirst");
