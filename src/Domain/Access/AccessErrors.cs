using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Access;

public sealed record NoRelationship() : Refusal(UserErrorCode.NoRelationship, "access.noRelationship");

public sealed record NoOrderingGrant() : Refusal(UserErrorCode.NoOrderingGrant, "access.noOrderingGrant");

/// <summary>The customer delegates no administration to the organization (R72).</summary>
public sealed record NoAdministrationGrant()
    : Refusal(UserErrorCode.NoAdministrationGrant, "access.noAdministrationGrant");

public sealed record AdminAgentRequired() : Refusal(UserErrorCode.AdminAgentRequired, "access.adminAgentRequired");

public static class AbilityRefusal
{
    /// <summary>
    /// The refusal that a denied ability becomes in a payload; null where it belongs to the request itself (FORBIDDEN,
    /// PASSWORD_CHANGE_REQUIRED), or where nothing is denied.
    /// </summary>
    public static Refusal? Of(Ability ability) =>
        ability.Reason is not { } reason
            ? null
            : reason switch
            {
                AbilityReason.PasswordChangeRequired or AbilityReason.RoleMissing or AbilityReason.NotApproved => null,
                AbilityReason.NoRelationship => new NoRelationship(),
                AbilityReason.NoOrderingGrant => new NoOrderingGrant(),
                AbilityReason.NoAdministrationGrant => new NoAdministrationGrant(),
                AbilityReason.AdminAgentRequired => new AdminAgentRequired(),
            };
}
