using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>A field that reads its parent without waiting.</summary>
internal sealed class PureFieldPlan<TParent, TResult> : ColumnFieldPlan<TParent, TResult>
{
    private readonly Func<TParent, TResult>? read;
    private readonly Func<TParent, FieldContext, TResult>? readWithContext;
    private readonly bool isPlain;
    private readonly bool isLeaf;

    public PureFieldPlan(
        FieldSite site,
        FieldResolver resolver,
        ValueShape<TResult> shape,
        Func<TParent, TResult>? read,
        Func<TParent, FieldContext, TResult>? readWithContext
    )
        : base(site, resolver, shape, loads: false)
    {
        this.read = read;
        this.readWithContext = readWithContext;
        isPlain = read is not null && resolver.Guards.Count == 0 && site.Definition.Arguments.Count == 0;
        isLeaf = Value.IsLeaf;
    }

    public override bool Write(TParent parent, int index, ExecutionState state)
    {
        if (HasColumn)
        {
            return base.Write(parent, index, state);
        }

        state.Json.Raw(Prefix);
        if (!isPlain && state.Run(this).Refusal is { } refusal)
        {
            return state.Fail(this, refusal, IsNonNull);
        }

        var start = state.Json.Position;
        var depth = state.Path.Depth;
        try
        {
            var child = 0;
            if (isLeaf)
            {
                return Value.Write(Read(parent, -1, state), ref child, state, this);
            }

            var value = Read(parent, -1, state);
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

    public override ValueTask LoadAsync(IReadOnlyList<TParent> parents, ExecutionState state)
    {
        var column = NewColumn(parents.Count, state);
        if (!isPlain && state.Run(this).Refusal is { } refusal)
        {
            column.FailAll(refusal);
            return default;
        }

        for (var at = 0; at < parents.Count; at++)
        {
            try
            {
                column.Values[at] = Read(parents[at], at, state);
            }
            catch (Exception exception)
            {
                column.Fail(at, ErrorMasking.Of(exception));
            }
        }

        return LoadBelow(column, state);
    }

    private TResult Read(TParent parent, int index, ExecutionState state) =>
        read is not null ? read(parent) : readWithContext!(parent, state.Run(this).ContextOf(index));
}
