using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Validation.Limits;

/// <summary>What an operation asks, as counted against <see cref="OperationLimits"/>.</summary>
/// <param name="Depth">Fields inside each other.</param>
/// <param name="Aliases">Fields with an alias.</param>
/// <param name="Directives">Directives applied.</param>
/// <param name="Cost">Weights of all fields times the sizes of the lists around them.</param>
/// <param name="AsksIntrospection">Whether <c>__schema</c> or <c>__type</c> stands at the root.</param>
/// <param name="VariesWithVariables">Whether a variable tells the size of a list, so that the cost is each request's own.</param>
/// <param name="Errors">What is beyond a limit, as it is told to the client; empty where nothing is.</param>
public sealed record OperationMeasure(
    int Depth,
    int Aliases,
    int Directives,
    double Cost,
    bool AsksIntrospection,
    bool VariesWithVariables,
    IReadOnlyList<GraphQLError> Errors
);
