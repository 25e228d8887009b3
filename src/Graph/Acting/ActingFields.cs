using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Administration;
using PartnerGraph.Graph.Partnerships;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.Persistence.Administration;
using PartnerGraph.Persistence.Partnerships;

namespace PartnerGraph.Graph.Acting;

/// <summary>Acting for another organization (R52, R72): every field of the section, and where it is answered.</summary>
internal static class ActingFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Object<Access.Acting>(
            "ActingFor",
            type =>
            {
                type.Field("actorName", acting => acting.UserName);
                type.LoadPartner("actorOrganization", acting => acting.Organization);
                type.Load<Access.Acting, PartnershipId, PartnershipRow>(
                    "partnership",
                    acting => acting.Partnership,
                    PartnershipFields.ByIdsAsync
                );
                type.Load<Access.Acting, AdministrationGrantId, AdministrationGrantRow>(
                    "administrationGrant",
                    acting => acting.Grant,
                    AdministrationFields.ByIdsAsync
                );
            }
        );
        schema.Object<Caller>("Viewer", type => type.Field("actingFor", caller => caller.Acting));
        schema.Mutation<ActFor, ActForInput, ActForPayload>(
            "actFor",
            payload =>
            {
                payload.Field(answer => answer.Session);
                payload.Field(answer => answer.Viewer);
            }
        );
        schema.Mutation<ActForCustomer, ActForCustomerInput, ActForCustomerPayload>(
            "actForCustomer",
            payload =>
            {
                payload.Field(answer => answer.Session);
                payload.Field(answer => answer.Viewer);
            }
        );
        schema.Mutation<StopActing, NoInput, StopActingPayload>("stopActing");
    }
}
