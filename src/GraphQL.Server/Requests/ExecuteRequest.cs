using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>
/// Runs one request (spec 6.1): the engine's executor, or what an application puts around it. <paramref name="state"/> is the value
/// that the application accepted the request with (<see cref="Admission.Admit"/>).
/// </summary>
public delegate ValueTask<ExecutionResult> ExecuteRequest(
    GraphQLRequest request,
    object? state,
    IServiceProvider services,
    CancellationToken cancellation
);
