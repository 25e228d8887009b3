using PartnerGraph.GraphQL.Execution;

namespace PartnerGraph.GraphQL.Server.Operations;

/// <summary>One message to a client: a response, if any, with the protocol's bytes before and after it.</summary>
internal readonly record struct OutgoingMessage(
    ReadOnlyMemory<byte> Before,
    SingleResult? Result = null,
    ReadOnlyMemory<byte> After = default
)
{
    public ReadOnlyMemory<byte> Body => Result?.Json ?? default;

    public int Length => Before.Length + Body.Length + After.Length;

    public void CopyTo(Span<byte> target)
    {
        Before.Span.CopyTo(target);
        Body.Span.CopyTo(target[Before.Length..]);
        After.Span.CopyTo(target[(Before.Length + Body.Length)..]);
    }
}
