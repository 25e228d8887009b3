namespace PartnerGraph.Domain.Access;

/// <summary>Why not (R39).</summary>
public enum AbilityReason
{
    PasswordChangeRequired,
    RoleMissing,
    AdminAgentRequired,
    NoRelationship,
    NoOrderingGrant,
    NoAdministrationGrant,
    NotApproved,
}

/// <summary>Allowed, or the first reason that stands against it.</summary>
public readonly record struct Ability(AbilityReason? Reason)
{
    public static readonly Ability Yes;

    public bool Allowed => Reason is null;

    public static Ability No(AbilityReason reason) => new(reason);
}

public enum ProductFamily
{
    Office365,
    Azure,
    Dynamics365,
    Other,
}
