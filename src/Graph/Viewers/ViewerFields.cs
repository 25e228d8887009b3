using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Localization;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Viewers;

/// <summary>Who is asking, and what they may do (R39).</summary>
internal static class ViewerFields
{
    private static readonly Tenant Everyone = Tenant.Everyone("A person's account belongs to no tenant.");

    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<AbilityReason>("AbilityReason");
        schema.Query(query => query.Field("viewer", context => context.State<RequestState>().Caller));
        schema.Object<Caller>(
            "Viewer",
            type =>
            {
                type.Field(caller => caller.PasswordChangeRequired);
                type.Batch("organization", ViewerOrganization.LoadAsync);
                type.FieldAsync("memberships", ViewerMemberships.LoadAsync);
                type.FieldAsync("emailVerified", EmailVerifiedAsync);
                type.Field("abilities", caller => caller.Standing);
            }
        );
        schema.Object<ViewerMembership>(
            "ViewerMembership",
            type =>
            {
                type.Field("organization", membership => membership.Organization);
                type.Field(membership => membership.Current);
            }
        );
        schema.Object<Ability>(
            "Ability",
            type =>
            {
                type.Field(ability => ability.Allowed);
                type.Field(ability => ability.Reason);
                type.Field("message", Message);
            }
        );
        schema.Object<Standing>(
            "ViewerAbilities",
            type =>
            {
                type.Field("manageUsers", standing => standing.May(PartnerAction.ManageUsers));
                type.Field("viewPartnerProfiles", standing => standing.May(PartnerAction.ViewPartnerProfiles));
                type.Field("acceptPartnership", standing => standing.May(PartnerAction.AcceptPartnership));
                type.Field(
                    "requestCustomerRelationship",
                    standing => standing.May(PartnerAction.RequestCustomerRelationship)
                );
                type.Field("manageLeads", standing => standing.May(PartnerAction.ManageLeads));
                type.Field("openSupportTicket", standing => standing.May(PartnerAction.OpenSupportTicket));
                type.Field(
                    "requestDelegatedAdministration",
                    standing => standing.May(PartnerAction.RequestDelegatedAdministration)
                );
                type.Field("viewCustomers", standing => standing.May(PartnerAction.ViewCustomers));
                type.Field("viewIncentives", standing => standing.May(PartnerAction.ViewIncentives));
                type.Field("viewServiceIncidents", standing => standing.May(PartnerAction.ViewServiceIncidents));
                type.Field("setServiceHealth", standing => standing.May(PartnerAction.SetServiceHealth));
                type.Field("followServiceRequests", standing => standing.May(PartnerAction.FollowServiceRequests));
            }
        );
    }

    private static async Task<bool?> EmailVerifiedAsync(Caller caller, GraphQL.Execution.FieldContext context)
    {
        if (caller.Person is not { } person)
        {
            return null;
        }

        await using var db = context.Open(Everyone);
        return await db.Accounts.AnyAsync(row => row.Id == person && row.EmailConfirmed, context.Cancellation);
    }

    private static string? Message(Ability ability, GraphQL.Execution.FieldContext context)
    {
        if (ability.Reason is not { } reason)
        {
            return null;
        }

        var name = reason.ToString();
        var key = $"ability.{char.ToLowerInvariant(name[0])}{name[1..]}";
        return Messages.Text(context.State<RequestState>().Language, key);
    }
}
