using System.Diagnostics.CodeAnalysis;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>One concrete type of an abstract value.</summary>
internal abstract class AbstractBranch<T>
{
    public abstract SelectionPlan Selection { get; }
    public abstract bool Write(T value, int index, ExecutionState state);
    public abstract int Collect(T value, ExecutionState state);
    public abstract ValueTask LoadAsync(ExecutionState state);
}

/// <summary>One concrete type, whose values have a CLR type of their own.</summary>
internal sealed class AbstractBranch<T, TConcrete>(SelectionPlan<TConcrete> selection) : AbstractBranch<T>
{
    public override SelectionPlan Selection => selection;

    public override bool Write(T value, int index, ExecutionState state) =>
        selection.Write((TConcrete)(object)value!, index, state);

    public override int Collect(T value, ExecutionState state)
    {
        var position = selection.CountParents(state);
        selection.AddParent((TConcrete)(object)value!, state);
        return position;
    }

    public override ValueTask LoadAsync(ExecutionState state) => selection.LoadAsync(state);
}

/// <summary>Finds the concrete type of a value: its position among the branches, or an error (spec 6.4.3, ResolveAbstractType).</summary>
internal delegate int ResolveBranch<in T>(T value, FieldPlan field, out GraphQLError? error);

/// <summary>A value of an interface or union (spec 6.4.3). Each concrete type has its own selection and its own level.</summary>
internal sealed class AbstractPlan<T>(
    AbstractBranch<T>[] branches,
    ResolveBranch<T> resolve,
    int level,
    bool nonNull,
    FieldPlan owner
) : ValuePlan<T>
{
    private readonly bool loads = branches.Any(branch => branch.Selection.Loads);

    public override bool Loads => loads;

    public override IReadOnlyList<SelectionPlan> Below { get; } = [.. branches.Select(branch => branch.Selection)];

    public override bool Write(T value, ref int child, ExecutionState state, FieldPlan field)
    {
        if (value is null)
        {
            return state.Null(field, nonNull);
        }

        var index = -1;
        var branch = 0;
        GraphQLError? error = null;
        if (loads)
        {
            (branch, index) = Places(state)[child++];
        }

        if (!loads || branch < 0)
        {
            branch = resolve(value, field, out error);
        }

        if (error is not null || branch < 0)
        {
            return state.Fail(field, error ?? new GraphQLError("Unexpected error."), nonNull);
        }

        var start = state.Json.Position;
        return branches[branch].Write(value, index, state) || state.Propagate(start, nonNull);
    }

    public override void Collect(T value, ExecutionState state)
    {
        if (value is null)
        {
            return;
        }

        var branch = resolve(value, owner, out var error);
        Places(state).Add(error is null ? (branch, branches[branch].Collect(value, state)) : (-1, -1));
    }

    public override int Collected(ExecutionState state) => Places(state).Count;

    public override int Count(T value) => value is null ? 0 : 1;

    public override ValueTask LoadAsync(ExecutionState state)
    {
        List<Task>? pending = null;
        foreach (var branch in branches)
        {
            var load = branch.LoadAsync(state);
            if (!load.IsCompletedSuccessfully)
            {
                (pending ??= []).Add(load.AsTask());
            }
        }

        return pending is null ? default : new ValueTask(Task.WhenAll(pending));
    }

    [SuppressMessage("Design", "MA0016", Justification = "Private state of an execution.")]
    private List<(int Branch, int Index)> Places(ExecutionState state) =>
        (List<(int, int)>)(state.Levels[level] ??= new List<(int, int)>());

    public override bool Locate(T value, SelectionPlan target, ref int remaining, List<object> path)
    {
        if (value is null)
        {
            return false;
        }

        var branch = resolve(value, owner, out var error);
        return error is null && branches[branch].Selection == target && remaining-- == 0;
    }
}
