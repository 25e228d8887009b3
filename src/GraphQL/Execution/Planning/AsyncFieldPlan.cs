using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>A field that loads for each parent: all are started before the first is waited for.</summary>
internal sealed class AsyncFieldPlan<TParent, TResult>(
    FieldSite site,
    FieldResolver resolver,
    ValueShape<TResult> shape,
    Func<TParent, FieldContext, Task<TResult>> load
) : ColumnFieldPlan<TParent, TResult>(site, resolver, shape, loads: true)
{
    public override async ValueTask LoadAsync(IReadOnlyList<TParent> parents, ExecutionState state)
    {
        var column = NewColumn(parents.Count, state);
        var run = state.Run(this);
        if (run.Refusal is { } refusal)
        {
            column.FailAll(refusal);
            return;
        }

        await FetchAsync(parents, column, run, state);
        await LoadBelow(column, state);
    }

    private async ValueTask FetchAsync(
        IReadOnlyList<TParent> parents,
        Column<TResult> column,
        FieldRun run,
        ExecutionState state
    )
    {
        using var span = Telemetry.StartLevel(this, parents.Count);
        var tasks = new Task<TResult>?[parents.Count];
        for (var at = 0; at < tasks.Length; at++)
        {
            try
            {
                tasks[at] = load(parents[at], new FieldContext(run, at));
            }
            catch (Exception exception)
            {
                column.Fail(at, ErrorMasking.Of(exception));
            }
        }

        for (var at = 0; at < tasks.Length; at++)
        {
            if (tasks[at] is { } task)
            {
                await TakeAsync(task, at, column, state);
            }
        }
    }

    private static async ValueTask TakeAsync(Task<TResult> task, int at, Column<TResult> column, ExecutionState state)
    {
        try
        {
            // A resolver that does not listen to the token holds nobody up.
            column.Values[at] = await task.WaitAsync(state.Cancellation);
        }
        catch (Exception exception)
        {
            state.Cancellation.ThrowIfCancellationRequested();
            column.Fail(at, ErrorMasking.Of(exception));
        }
    }
}

/// <summary>A field that loads for all parents in one call.</summary>
internal sealed class BatchFieldPlan<TParent, TResult>(
    FieldSite site,
    FieldResolver resolver,
    ValueShape<TResult> shape,
    Func<IReadOnlyList<TParent>, FieldContext, Task<IReadOnlyList<TResult>>> load
) : ColumnFieldPlan<TParent, TResult>(site, resolver, shape, loads: true)
{
    public override async ValueTask LoadAsync(IReadOnlyList<TParent> parents, ExecutionState state)
    {
        var column = NewColumn(parents.Count, state);
        var run = state.Run(this);
        if (run.Refusal is { } refusal)
        {
            column.FailAll(refusal);
            return;
        }

        if (await FetchAsync(parents, column, run, state))
        {
            await LoadBelow(column, state);
        }
    }

    private async ValueTask<bool> FetchAsync(
        IReadOnlyList<TParent> parents,
        Column<TResult> column,
        FieldRun run,
        ExecutionState state
    )
    {
        using var span = Telemetry.StartLevel(this, parents.Count);
        try
        {
            var values = await load(parents, new FieldContext(run, -1)).WaitAsync(state.Cancellation);
            if (values.Count != parents.Count)
            {
                throw new InvalidOperationException(
                    $"The batch of {CoordinateText} gave {values.Count} results for {parents.Count} parents."
                );
            }

            column.Take(values);
            return true;
        }
        catch (Exception exception)
        {
            state.Cancellation.ThrowIfCancellationRequested();
            column.FailAll(ErrorMasking.Of(exception));
            return false;
        }
    }
}
