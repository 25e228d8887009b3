using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>A value of an object type (spec 6.4.3).</summary>
internal sealed class ObjectPlan<T>(SelectionPlan<T> selection, bool nonNull) : ValuePlan<T>
{
    private readonly bool loads = selection.Loads;

    public override bool Loads => loads;

    public override IReadOnlyList<SelectionPlan> Below => [selection];

    public override bool Write(T value, ref int child, ExecutionState state, FieldPlan field)
    {
        if (value is null)
        {
            return state.Null(field, nonNull);
        }

        var start = state.Json.Position;
        var index = loads ? child++ : -1;
        return selection.Write(value, index, state) || state.Propagate(start, nonNull);
    }

    public override void Collect(T value, ExecutionState state)
    {
        if (value is not null)
        {
            selection.AddParent(value, state);
        }
    }

    public override int Collected(ExecutionState state) => selection.CountParents(state);

    public override int Count(T value) => value is null ? 0 : 1;

    public override ValueTask LoadAsync(ExecutionState state) => selection.LoadAsync(state);

    public override bool Locate(T value, SelectionPlan target, ref int remaining, List<object> path) =>
        value is not null && selection == target && remaining-- == 0;
}

/// <summary>A value whose CLR type derives from the one that its object type is bound to.</summary>
internal sealed class DerivedPlan<TValue, T>(ValuePlan<T> inner) : ValuePlan<TValue>
{
    public override bool Loads => inner.Loads;

    public override bool IsLeaf => inner.IsLeaf;

    public override IReadOnlyList<SelectionPlan> Below => inner.Below;

    public override bool Write(TValue value, ref int child, ExecutionState state, FieldPlan field) =>
        inner.Write((T)(object)value!, ref child, state, field);

    public override void Collect(TValue value, ExecutionState state) => inner.Collect((T)(object)value!, state);

    public override int Collected(ExecutionState state) => inner.Collected(state);

    public override int Count(TValue value) => inner.Count((T)(object)value!);

    public override ValueTask LoadAsync(ExecutionState state) => inner.LoadAsync(state);

    public override bool Locate(TValue value, SelectionPlan target, ref int remaining, List<object> path) =>
        inner.Locate((T)(object)value!, target, ref remaining, path);
}

/// <summary>A nullable value of a value type.</summary>
internal sealed class NullableStructPlan<T>(ValuePlan<T> inner, bool nonNull) : ValuePlan<T?>
    where T : struct
{
    public override bool Loads => inner.Loads;

    public override bool IsLeaf => inner.IsLeaf;

    public override IReadOnlyList<SelectionPlan> Below => inner.Below;

    public override bool Write(T? value, ref int child, ExecutionState state, FieldPlan field) =>
        value is { } some ? inner.Write(some, ref child, state, field) : state.Null(field, nonNull);

    public override void Collect(T? value, ExecutionState state)
    {
        if (value is { } some)
        {
            inner.Collect(some, state);
        }
    }

    public override int Collected(ExecutionState state) => inner.Collected(state);

    public override int Count(T? value) => value is { } some ? inner.Count(some) : 0;

    public override ValueTask LoadAsync(ExecutionState state) => inner.LoadAsync(state);

    public override bool Locate(T? value, SelectionPlan target, ref int remaining, List<object> path) =>
        value is { } some && inner.Locate(some, target, ref remaining, path);
}
