using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.Persistence.Partnerships;

namespace PartnerGraph.Graph.Partnerships;

/// <summary>Every mutation of the section, and what its payload shows.</summary>
internal static class PartnershipMutations
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Mutation<
            RemoveProviderAdministration,
            RemoveProviderAdministrationInput,
            RemoveProviderAdministrationPayload
        >("removeProviderAdministration", payload => payload.LoadPartnership(answer => answer.Partnership));
        schema.Mutation<EndPartnership, EndPartnershipInput, EndPartnershipPayload>(
            "endPartnership",
            payload => payload.LoadPartnership(answer => answer.Partnership)
        );
    }

    private static void LoadPartnership<T>(this ObjectBinding<T> type, Func<T, PartnershipId?> id) =>
        type.Load<T, PartnershipId, PartnershipRow>("partnership", id, PartnershipFields.ByIdsAsync);
}
