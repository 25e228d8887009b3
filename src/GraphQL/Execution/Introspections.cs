using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Planning;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>What is said where the schema may not be asked (spec 4.2).</summary>
internal static class Introspections
{
    public static IReadOnlyList<GraphQLError> Refusal(OperationPlan plan) =>
        [
            .. plan
                .Root.Fields.Where(field => field.Definition.Name is "__schema" or "__type")
                .Select(field => new GraphQLError(
                    $"GraphQL introspection has been disabled, but the requested query contained the field \"{field.Definition.Name}\"."
                )
                {
                    Code = ErrorCodes.ValidationFailed,
                    Locations = field.Locations,
                }),
        ];
}
