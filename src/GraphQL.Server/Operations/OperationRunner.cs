using Microsoft.Extensions.Logging;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Operations;

/// <summary>Runs one operation and sends what comes of it to where its client listens (spec 6.2.3).</summary>
internal sealed class OperationRunner(ExecuteRequest execute, ILogger<OperationRunner> logger)
{
    /// <summary>Executes the request, for a socket or a shared stream.</summary>
    public async Task RunAsync(
        GraphQLRequest request,
        object? state,
        IServiceProvider services,
        CallerCheck caller,
        IOperationSink sink,
        CancellationToken cancellation
    )
    {
        try
        {
            if (!await caller.MayGoOnAsync(cancellation))
            {
                await sink.DismissedAsync(cancellation);
                return;
            }
            var result = await execute(request, state, services, cancellation);
            await SendAsync(result, caller, sink, cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Whoever cancelled the operation no longer listens to it.
        }
        catch (Exception failure)
        {
            TransportLog.RequestFailed(logger, failure);
            await sink.FailedAsync(Refusal.Internal.Error, cancellation);
        }
    }

    /// <summary>Sends a result that is already there.</summary>
    public async Task DeliverAsync(
        ExecutionResult result,
        CallerCheck caller,
        IOperationSink sink,
        CancellationToken cancellation
    )
    {
        try
        {
            await SendAsync(result, caller, sink, cancellation);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // As above.
        }
        catch (Exception failure)
        {
            TransportLog.RequestFailed(logger, failure);
            await sink.FailedAsync(Refusal.Internal.Error, cancellation);
        }
    }

    private static ValueTask SendAsync(
        ExecutionResult result,
        CallerCheck caller,
        IOperationSink sink,
        CancellationToken cancellation
    ) =>
        result switch
        {
            SingleResult { Kind: ResultKind.Executed } response => SendOneAsync(response, sink, cancellation),
            SingleResult refused => sink.RefusedAsync(refused, cancellation),
            EventStream stream => SendEachAsync(stream, caller, sink, cancellation),
            _ => throw new NotSupportedException($"A result of the type {result.GetType().Name} cannot be sent."),
        };

    private static async ValueTask SendOneAsync(
        SingleResult response,
        IOperationSink sink,
        CancellationToken cancellation
    )
    {
        await sink.NextAsync(response, cancellation);
        await sink.CompletedAsync(cancellation);
    }

    private static async ValueTask SendEachAsync(
        EventStream stream,
        CallerCheck caller,
        IOperationSink sink,
        CancellationToken cancellation
    )
    {
        await foreach (var response in stream.Responses.WithCancellation(cancellation))
        {
            if (!await caller.MayGoOnAsync(cancellation))
            {
                response.Dispose();
                await sink.DismissedAsync(cancellation);
                return;
            }
            if (response.Kind != ResultKind.Executed)
            {
                // The source itself has failed.
                await sink.RefusedAsync(response, cancellation);
                return;
            }
            await sink.NextAsync(response, cancellation);
        }
        cancellation.ThrowIfCancellationRequested();
        await sink.CompletedAsync(cancellation);
    }
}
