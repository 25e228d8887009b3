using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.Schema;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>What a page does is one of the schema's mutations, run as there and under its name in the trail.</summary>
public sealed class PageMutations(IServiceProvider services, MutationTrail trail)
{
    /// <param name="name">The mutation's in the schema.</param>
    public Task<TPayload> RunAsync<TInput, TPayload>(
        string name,
        IMutation<TInput, TPayload> mutation,
        TInput input,
        PageVisit visit
    )
        where TPayload : Payload => trail.RunAsync(name, mutation, input, visit.Request, visit.Cancellation);

    public TMutation Make<TMutation>()
        where TMutation : class => ActivatorUtilities.CreateInstance<TMutation>(services);
}
