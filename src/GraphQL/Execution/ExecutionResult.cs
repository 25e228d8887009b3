using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>What a request leads to: one response, or a stream of them (spec 7.1).</summary>
public abstract class ExecutionResult;

/// <summary>One response as UTF-8 JSON (spec 7.1). Dispose it when it has been sent: its buffer is reused.</summary>
public sealed class SingleResult(
    ReadOnlyMemory<byte> json,
    IReadOnlyList<GraphQLError> errors,
    ResultKind kind,
    IDisposable? buffer = null
) : ExecutionResult, IDisposable
{
    /// <summary>The whole response.</summary>
    public ReadOnlyMemory<byte> Json { get; } = json;

    /// <summary>Its errors, for logs and status codes.</summary>
    public IReadOnlyList<GraphQLError> Errors { get; } = errors;

    /// <summary>How far the request came.</summary>
    public ResultKind Kind { get; } = kind;

    /// <summary>The response to a request that was not executed, for an application that refuses it itself (spec 7.1.2).</summary>
    public static SingleResult Refused(GraphQLError error, ResultKind kind = ResultKind.RequestError) =>
        Responses.Of(error, kind);

    /// <inheritdoc/>
    public void Dispose() => buffer?.Dispose();
}

/// <summary>How far a request came (spec 7.1.2).</summary>
public enum ResultKind
{
    /// <summary>It was executed: there is <c>data</c>, perhaps null, perhaps beside errors.</summary>
    Executed,

    /// <summary>A request error before execution: there is no <c>data</c>.</summary>
    RequestError,

    /// <summary>Only a query may run here, and this is none.</summary>
    MethodNotAllowed,

    /// <summary>Another request stands in its way: it was not executed, and may be sent again later.</summary>
    Conflict,

    /// <summary>It contradicts an earlier request that it claims to repeat: it was not executed.</summary>
    Contradiction,
}

/// <summary>The responses of a subscription, one an event (spec 6.2.3). Leaving the enumeration ends the source.</summary>
public sealed class EventStream : ExecutionResult
{
    private readonly CancellationTokenSource opened;

    internal EventStream(IAsyncEnumerable<SingleResult> responses, CancellationTokenSource opened)
    {
        Responses = responses;
        this.opened = opened;
    }

    /// <summary>The responses in order.</summary>
    public IAsyncEnumerable<SingleResult> Responses { get; }

    /// <summary>Ends the source where nobody is going to enumerate <see cref="Responses"/>.</summary>
    public Task LeaveAsync() => opened.CancelAsync();
}
