using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Execution.Writing;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>Opens the source stream of a subscription and answers each of its events (spec 6.2.3).</summary>
internal sealed class SubscriptionExecutor(OperationExecutor operations, ExecutorOptions options)
{
    /// <summary>A stream; or, where it cannot be opened, one response without data.</summary>
    public async ValueTask<ExecutionResult> SubscribeAsync(OperationPlan plan, RequestScope scope, byte[]? extensions)
    {
        if (plan.Root.Fields is not [var field, ..])
        {
            return Responses.Of(
                new GraphQLError("The subscription selects no field."),
                ResultKind.RequestError,
                extensions
            );
        }

        var opened = CancellationTokenSource.CreateLinkedTokenSource(scope.Cancellation);
        var result = await OpenAsync(field, plan, scope with { Cancellation = opened.Token }, opened, extensions);
        if (result is not EventStream)
        {
            opened.Dispose();
        }

        return result;
    }

    private async ValueTask<ExecutionResult> OpenAsync(
        FieldPlan field,
        OperationPlan plan,
        RequestScope scope,
        CancellationTokenSource opened,
        byte[]? extensions
    )
    {
        var state = new ExecutionState(plan, options, scope, new JsonOutput());
        try
        {
            var run = state.Run(field);
            run.AskGuards();
            if (run.Refusal is { } refusal)
            {
                return Refuse(refusal, field, extensions);
            }

            var open =
                field.Resolver.Stream
                ?? throw new InvalidOperationException($"{field.CoordinateText} opens no stream.");
            var source = await open(new FieldContext(run, -1));
            return new EventStream(Answer(source, plan, scope, opened, extensions), opened);
        }
        catch (Exception exception) when (!scope.Cancellation.IsCancellationRequested)
        {
            return Refuse(ErrorMasking.Of(exception), field, extensions);
        }
        finally
        {
            state.Json.Finish(out var lease);
            lease.Dispose();
        }
    }

    private async IAsyncEnumerable<SingleResult> Answer(
        IAsyncEnumerable<object?> source,
        OperationPlan plan,
        RequestScope scope,
        CancellationTokenSource opened,
        byte[]? extensions,
        [EnumeratorCancellation] CancellationToken leaving = default
    )
    {
        using var until = opened;
        using var both = CancellationTokenSource.CreateLinkedTokenSource(scope.Cancellation, leaving);
        scope = scope with { Cancellation = both.Token };
        await using var events = source.GetAsyncEnumerator(both.Token);
        while (true)
        {
            SingleResult? failure = null;
            try
            {
                if (!await events.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception) when (both.IsCancellationRequested)
            {
                // Nobody listens: whatever the source made of that is no failure.
                yield break;
            }
            catch (Exception exception)
            {
                failure = Refuse(ErrorMasking.Of(exception), plan.Root.Fields[0], extensions);
            }

            if (failure is not null)
            {
                // The source is broken: its failure is the last thing to be told.
                yield return failure;
                yield break;
            }

            yield return await operations.ExecuteAsync(plan, scope, events.Current, extensions);
        }
    }

    private SingleResult Refuse(GraphQLError error, FieldPlan field, byte[]? extensions)
    {
        if (error.Cause is { } cause)
        {
            options.Observer?.ResolverFailed(error, cause);
        }

        return Responses.Of(
            error with
            {
                Path = [field.ResponseName],
                Locations = error.Locations.IsDefaultOrEmpty ? field.Locations : error.Locations,
            },
            ResultKind.RequestError,
            extensions
        );
    }
}
