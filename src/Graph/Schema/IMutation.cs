using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;

namespace PartnerGraph.Graph.Schema;

/// <summary>
/// A mutation: one class in one file, with its input, its payload, and three paragraphs: load, decide, save. Who may do it says
/// schema.graphql (<c>@authorize</c>), and it is decided before.
/// </summary>
public interface IMutation<TInput, TPayload>
    where TPayload : Payload
{
    Task<TPayload> ExecuteAsync(TInput input, RequestState request, CancellationToken cancellation);
}

/// <summary>The input of a mutation that has none.</summary>
public sealed record NoInput
{
    public static readonly NoInput Value = new();
}

/// <summary>What a mutation answers: ids of what changed, or why nothing did. The fields load what the ids stand for.</summary>
public abstract record Payload
{
    /// <summary>Empty when it was done.</summary>
    public IReadOnlyList<Refusal> Errors { get; init; } = [];
}
