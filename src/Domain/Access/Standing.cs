using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Domain.Access;

/// <summary>Who asks: the roles of a principal in its organization, at this moment.</summary>
public sealed record Standing(
    OrganizationId OrganizationId,
    OrganizationKind Kind,
    bool Approved,
    Roles Roles,
    bool PasswordChangeRequired
)
{
    /// <summary>Whether it is another organization's account (R52, R72): the roles then give no more than is open to that.</summary>
    public bool ActsForAnother { get; init; }

    /// <summary>Password first (R38), then the role table, then the program.</summary>
    public Ability May(PartnerAction action)
    {
        if (PasswordChangeRequired)
        {
            return Ability.No(AbilityReason.PasswordChangeRequired);
        }

        if (!RoleTable.Gives(Roles, Kind, action) || (ActsForAnother && !RoleTable.OpenToActing(action)))
        {
            return Ability.No(AbilityReason.RoleMissing);
        }

        return !Approved && RoleTable.RequiresApproval(action) ? Ability.No(AbilityReason.NotApproved) : Ability.Yes;
    }

    /// <summary>
    /// For one customer: password, role, relationship (R56, R69), ordering grant (R51), and the product rule (R44) last.
    /// </summary>
    public Ability May(CustomerAction action, ProductFamily? family, CustomerTies ties)
    {
        if (PasswordChangeRequired)
        {
            return Ability.No(AbilityReason.PasswordChangeRequired);
        }

        var byRole = ActsForAnother ? Ability.No(AbilityReason.RoleMissing) : RoleTable.For(Roles, action, family);
        if (byRole.Reason is AbilityReason.RoleMissing)
        {
            return byRole;
        }

        var byTies = ties.Permit(action);
        return byTies.Allowed ? byRole : byTies;
    }
}

/// <summary>What a customer's grants make of a relationship with it.</summary>
public enum Delegation
{
    /// <summary>No grant was ever made: the relationship carries what it always has.</summary>
    WithRelationship,

    /// <summary>An active grant gives it.</summary>
    Granted,

    /// <summary>The grant that gave it is over, or the customer was never asked.</summary>
    Missing,
}

/// <summary>
/// What binds the asking organization to one customer. A reseller's tie carries everything; a provider's own tie (R56)
/// carries support, and ordering as far as a reseller through whom it was made has granted that (R51, R72).
/// </summary>
/// <param name="AsReseller">An active relationship of kind Reseller.</param>
/// <param name="AsProvider">An active relationship of kind Provider.</param>
/// <param name="OrderingGranted">
/// An active partnership, with the ordering grant, with the reseller through whom the provider's relationship was made.
/// </param>
/// <param name="SharedByPartner">The customer is shared with the organization; that alone gives a look and nothing else.</param>
public readonly record struct CustomerTies(bool AsReseller, bool AsProvider, bool OrderingGranted, bool SharedByPartner)
{
    /// <summary>What the customer's grants say of orders, subscriptions and licenses.</summary>
    public Delegation Ordering { get; init; }

    /// <summary>What the customer's grants say of its users and its account.</summary>
    public Delegation Administration { get; init; }

    public static readonly CustomerTies None;

    public Ability Permit(CustomerAction action) =>
        action switch
        {
            CustomerAction.View => Needs(AsReseller || AsProvider || SharedByPartner),
            CustomerAction.ViewServiceHealth or CustomerAction.RequestSupport => Needs(AsReseller || AsProvider),
            CustomerAction.Administer => PermitAdministration(),
            CustomerAction.SubmitOrder or CustomerAction.ManageSubscriptions => PermitOrdering(),
        };

    private Ability PermitAdministration()
    {
        if (!AsReseller)
        {
            return Ability.No(AbilityReason.NoRelationship);
        }

        return Administration is Delegation.Missing ? Ability.No(AbilityReason.NoAdministrationGrant) : Ability.Yes;
    }

    private Ability PermitOrdering()
    {
        if (Ordering is Delegation.Missing)
        {
            return Ability.No(AbilityReason.NoOrderingGrant);
        }

        if (AsReseller)
        {
            return Ability.Yes;
        }

        if (!AsProvider)
        {
            return Ability.No(AbilityReason.NoRelationship);
        }

        return OrderingGranted ? Ability.Yes : Ability.No(AbilityReason.NoOrderingGrant);
    }

    private static Ability Needs(bool tie) => tie ? Ability.Yes : Ability.No(AbilityReason.NoRelationship);
}
