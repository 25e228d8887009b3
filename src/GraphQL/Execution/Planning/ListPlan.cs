namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>A value of a list type (spec 6.4.3): items by index where the CLR type has one, else in order.</summary>
internal sealed class ListPlan<TList, TItem>(ValuePlan<TItem> items, bool nonNull) : ValuePlan<TList>
    where TList : IEnumerable<TItem>
{
    private readonly bool loads = items.Loads;

    public override bool Loads => loads;

    public override IReadOnlyList<SelectionPlan> Below => items.Below;

    public override bool Write(TList value, ref int child, ExecutionState state, FieldPlan field)
    {
        if (value is null)
        {
            return state.Null(field, nonNull);
        }

        var json = state.Json;
        var start = json.Position;
        var first = child;
        var depth = state.Path.Depth;
        state.Path.PushIndex();
        var whole = value switch
        {
            TItem[] array => WriteArray(array, ref child, state, field),
            IReadOnlyList<TItem> list => WriteIndexed(list, ref child, state, field),
            _ => WriteInOrder(value, ref child, state, field),
        };
        state.Path.CutTo(depth);
        if (whole)
        {
            return true;
        }

        if (!nonNull && loads)
        {
            // The list is given up in the middle: what follows it stands behind all its objects nevertheless.
            child = first + Count(value);
        }

        return state.Propagate(start, nonNull);
    }

    private bool WriteArray(TItem[] value, ref int child, ExecutionState state, FieldPlan field)
    {
        var json = state.Json;
        json.Byte((byte)'[');
        for (var at = 0; at < value.Length; at++)
        {
            if (at > 0)
            {
                json.Byte((byte)',');
            }

            state.Path.SetIndex(at);
            if (!items.Write(value[at], ref child, state, field))
            {
                return false;
            }
        }

        json.Byte((byte)']');
        return true;
    }

    private bool WriteIndexed(IReadOnlyList<TItem> value, ref int child, ExecutionState state, FieldPlan field)
    {
        var json = state.Json;
        json.Byte((byte)'[');
        var count = value.Count;
        for (var at = 0; at < count; at++)
        {
            if (at > 0)
            {
                json.Byte((byte)',');
            }

            state.Path.SetIndex(at);
            if (!items.Write(value[at], ref child, state, field))
            {
                return false;
            }
        }

        json.Byte((byte)']');
        return true;
    }

    private bool WriteInOrder(TList value, ref int child, ExecutionState state, FieldPlan field)
    {
        var json = state.Json;
        json.Byte((byte)'[');
        var at = 0;
        foreach (var item in value)
        {
            if (at > 0)
            {
                json.Byte((byte)',');
            }

            state.Path.SetIndex(at++);
            if (!items.Write(item, ref child, state, field))
            {
                return false;
            }
        }

        json.Byte((byte)']');
        return true;
    }

    public override void Collect(TList value, ExecutionState state)
    {
        if (value is null)
        {
            return;
        }

        foreach (var item in value)
        {
            items.Collect(item, state);
        }
    }

    public override int Collected(ExecutionState state) => items.Collected(state);

    public override int Count(TList value) => value is null ? 0 : value.Sum(items.Count);

    public override ValueTask LoadAsync(ExecutionState state) => items.LoadAsync(state);

    public override bool Locate(TList value, SelectionPlan target, ref int remaining, List<object> path)
    {
        if (value is null)
        {
            return false;
        }

        var at = 0;
        foreach (var item in value)
        {
            path.Add(at++);
            if (items.Locate(item, target, ref remaining, path))
            {
                return true;
            }

            path.RemoveAt(path.Count - 1);
        }

        return false;
    }
}
