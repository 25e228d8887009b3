using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>A field whose values may stand in a column; derived plans say how a column is filled.</summary>
internal abstract class ColumnFieldPlan<TParent, TResult> : FieldPlan<TParent>
{
    private readonly int columnSlot;

    protected ColumnFieldPlan(FieldSite site, FieldResolver resolver, ValueShape<TResult> shape, bool loads)
        : base(site, resolver, loads)
    {
        Value = shape.Plan(new ValueSite(site, this, site.Definition.Type));
        SetBelow(Value.Below);
        HasColumn = loads || Value.Loads;
        if (HasColumn)
        {
            columnSlot = site.Planner.NewColumn();
        }
    }

    protected ValuePlan<TResult> Value { get; }

    public override bool Write(TParent parent, int index, ExecutionState state)
    {
        state.Json.Raw(Prefix);
        var column = (Column<TResult>)state.Columns[columnSlot]!;
        if (column.FailureOf(index) is { } failure)
        {
            return state.Fail(this, failure, IsNonNull);
        }

        var child = column.Offsets is { } offsets ? offsets[index] : 0;
        return WriteValue(column.Values[index], child, state);
    }

    public override void Locate(ExecutionState state, SelectionPlan target, int index, List<object> path)
    {
        var column = (Column<TResult>)state.Columns[columnSlot]!;
        var below = new List<object>();
        for (var parent = 0; parent < column.Count; parent++)
        {
            if (column.FailureOf(parent) is null && Value.Locate(column.Values[parent], target, ref index, below))
            {
                state.Run(this).AddPathOf(parent, path);
                path.AddRange(below);
                return;
            }
        }
    }

    protected Column<TResult> NewColumn(int count, ExecutionState state)
    {
        var column = new Column<TResult>(count);
        state.Columns[columnSlot] = column;
        return column;
    }

    /// <summary>Looks for the next level's parents in the values and loads that level.</summary>
    protected ValueTask LoadBelow(Column<TResult> column, ExecutionState state)
    {
        if (ReferenceEquals(state.AsksBelow, this))
        {
            Guards.AskBelow(this, state);
        }

        if (!Value.Loads)
        {
            return default;
        }

        var offsets = new int[column.Count];
        column.Offsets = offsets;
        for (var at = 0; at < offsets.Length; at++)
        {
            offsets[at] = Value.Collected(state);
            if (column.FailureOf(at) is not null)
            {
                continue;
            }

            try
            {
                Value.Collect(column.Values[at], state);
            }
            catch (Exception exception)
            {
                column.Fail(at, ErrorMasking.Of(exception));
            }
        }

        return Value.LoadAsync(state);
    }

    protected bool WriteValue(TResult value, int child, ExecutionState state)
    {
        var start = state.Json.Position;
        var depth = state.Path.Depth;
        try
        {
            if (Value.IsLeaf)
            {
                return Value.Write(value, ref child, state, this);
            }

            state.Path.Push(this);
            var isWhole = Value.Write(value, ref child, state, this);
            state.Path.CutTo(depth);
            return isWhole;
        }
        catch (Exception exception)
        {
            return state.Recover(this, start, depth, exception);
        }
    }
}
