using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Subscriptions;

namespace PartnerGraph.Graph.Schema;

/// <summary>A customer as a mutation's input names it, with what binds the caller's organization to it.</summary>
internal sealed record ServedCustomer(OrganizationId Id, OrderingTies Ties)
{
    /// <summary>Null for an unknown id and for a customer that never was the caller's alike.</summary>
    public static async Task<ServedCustomer?> FindAsync(
        PartnerGraphDb db,
        Caller caller,
        string id,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.Customer, id) is not { } known)
        {
            return null;
        }

        var customer = new OrganizationId(known);
        var ties = await OrderingTies.FindAsync(db, caller.Organization, customer, cancellation);
        return ties is null ? null : new ServedCustomer(customer, ties);
    }

    /// <summary>What customer.abilities tells of the same action, as the payload's refusal; null where it is allowed.</summary>
    public static Refusal? May(Caller caller, CustomerAction action, ProductFamily? family, CustomerTies ties)
    {
        var ability = caller.Standing.May(action, family, ties);
        if (ability.Allowed)
        {
            return null;
        }

        // A missing role is the request's error, and the field's permission has told it before.
        return AbilityRefusal.Of(ability)
            ?? throw new GraphQLException("The caller's role does not allow this.", RequestErrorCodes.Forbidden);
    }
}
