using System.Diagnostics;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Execution.Writing;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>Runs a planned operation: loads level by level, then writes depth first (spec 6.2, 6.3).</summary>
internal sealed class OperationExecutor(BoundSchema schema, ExecutorOptions options)
{
    /// <summary>One response. With an event of a subscription, that is the root value.</summary>
    public ValueTask<SingleResult> ExecuteAsync(
        OperationPlan plan,
        RequestScope scope,
        object? rootValue,
        byte[]? extensions
    ) =>
        options.Observer is null && !Telemetry.IsMeasuring
            ? RunAsync(plan, scope, rootValue, extensions)
            : RunObservedAsync(plan, scope, rootValue, extensions);

    private async ValueTask<SingleResult> RunObservedAsync(
        OperationPlan plan,
        RequestScope scope,
        object? rootValue,
        byte[]? extensions
    )
    {
        var start = Stopwatch.GetTimestamp();
        var result = await RunAsync(plan, scope, rootValue, extensions);
        Observe(plan, Stopwatch.GetElapsedTime(start), result.Errors);
        return result;
    }

    /// <summary>Tells who listens that an operation was answered.</summary>
    public void Observe(OperationPlan plan, TimeSpan elapsed, IReadOnlyList<GraphQLError> errors)
    {
        var type = plan.Operation.Operation;
        options.Observer?.OperationExecuted(plan.Name, type, elapsed, errors);
        if (Telemetry.IsMeasuring)
        {
            Telemetry.Measure(type, elapsed, errors.Count);
        }
    }

    private async ValueTask<SingleResult> RunAsync(
        OperationPlan plan,
        RequestScope scope,
        object? rootValue,
        byte[]? extensions
    )
    {
        using var limit = TimeLimit.Start(plan.Root.Loads ? options.TimeLimit : null, scope.Cancellation);
        var json = new JsonOutput();
        json.Raw("{\"data\":"u8);
        var state = new ExecutionState(plan, options, scope with { Cancellation = limit.Token }, json);
        var root = rootValue ?? schema.RootValue;
        try
        {
            if (plan.Operation.Operation == OperationType.Mutation)
            {
                await RunSerially(plan, root, state);
            }
            else
            {
                await Run(plan, root, state);
            }
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            return Responses.Of(
                new GraphQLError($"The operation took longer than {options.TimeLimit!.Value.TotalSeconds} s.")
                {
                    Code = ErrorCodes.TimedOut,
                },
                ResultKind.Executed,
                extensions
            );
        }

        return Close(state, extensions);
    }

    private static async ValueTask Run(OperationPlan plan, object root, ExecutionState state)
    {
        Guards.Ask(plan.Root, state);
        if (plan.Root.Loads)
        {
            plan.Root.AddParent(root, state);
            await plan.Root.LoadAsync(state);
        }

        state.IsWriting = true;
        var start = state.Json.Position;
        if (!plan.Root.Write(root, 0, state))
        {
            state.Propagate(start, nonNull: false);
        }
    }

    /// <summary>One root field after the other, each loaded and written before the next begins (spec 6.2.2).</summary>
    private static async ValueTask RunSerially(OperationPlan plan, object root, ExecutionState state)
    {
        var start = state.Json.Position;
        object[] parents = [root];
        foreach (var field in plan.Root.Fields)
        {
            state.IsWriting = false;
            if (field.HasColumn)
            {
                // Signing in changes who asks: so what lies below a mutation is asked about when it has run.
                Guards.AskOwn(field, state);
                state.AsksBelow = field;
                await field.LoadAsync(parents, state);
            }
            else
            {
                Guards.Ask(field, state);
            }

            state.IsWriting = true;
            if (!field.Write(root, 0, state))
            {
                state.Propagate(start, nonNull: false);
                return;
            }
        }

        state.Json.Raw(plan.Root.Fields.Length == 0 ? "{}"u8 : "}"u8);
    }

    private static SingleResult Close(ExecutionState state, byte[]? extensions)
    {
        state.CloseErrors();
        var json = state.Json;
        if (state.Errors.Count > 0)
        {
            json.Raw(",\"errors\":"u8);
            ErrorJson.WriteAll(state.Errors, json);
        }

        Responses.WriteExtensions(extensions, json);
        json.Byte((byte)'}');
        return new SingleResult(json.Finish(out var lease), state.Errors, ResultKind.Executed, lease);
    }
}

/// <summary>Asks the guards of a part of a plan, before anything in it is fetched.</summary>
internal static class Guards
{
    public static void Ask(SelectionPlan selection, ExecutionState state)
    {
        if (!selection.HasGuards)
        {
            return;
        }

        foreach (var field in selection.AllFields)
        {
            Ask(field, state);
        }
    }

    public static void Ask(FieldPlan field, ExecutionState state)
    {
        if (!field.HasGuards)
        {
            return;
        }

        if (AskOwn(field, state))
        {
            AskBelow(field, state);
        }
    }

    /// <summary>Whether the field itself is allowed.</summary>
    public static bool AskOwn(FieldPlan field, ExecutionState state)
    {
        if (field.Resolver.Guards.Count == 0)
        {
            return true;
        }

        var run = state.Run(field);
        run.AskGuards();
        return run.Refusal is null;
    }

    public static void AskBelow(FieldPlan field, ExecutionState state)
    {
        foreach (var below in field.Below)
        {
            Ask(below, state);
        }
    }
}
