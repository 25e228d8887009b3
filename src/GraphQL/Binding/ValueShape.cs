using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>Where a value is planned: its field, and the type at this depth of lists.</summary>
internal sealed record ValueSite(FieldSite Field, FieldPlan Owner, GraphQLType Type)
{
    public bool NonNull => Type.IsNonNull;

    public ValueSite Item => this with { Type = ((ListType)Type.Nullable).OfType };

    public SelectionPlan<T> Select<T>(BoundObject<T> type) => type.Plan(Field.Planner, Field.Nodes, Owner);
}

/// <summary>How values of a CLR type are completed as a GraphQL type: found once at start, planned for each place (spec 6.4.3).</summary>
internal abstract class ValueShape;

/// <inheritdoc cref="ValueShape"/>
internal abstract class ValueShape<T> : ValueShape
{
    public abstract ValuePlan<T> Plan(ValueSite site);
}

internal sealed class LeafShape<T>(Func<bool, ValuePlan<T>> plan) : ValueShape<T>
{
    private readonly ValuePlan<T> nullable = plan(false);
    private readonly ValuePlan<T> nonNull = plan(true);

    public override ValuePlan<T> Plan(ValueSite site) => site.NonNull ? nonNull : nullable;
}

internal sealed class NullableStructShape<T>(ValueShape<T> inner) : ValueShape<T?>
    where T : struct
{
    public override ValuePlan<T?> Plan(ValueSite site) => new NullableStructPlan<T>(inner.Plan(site), site.NonNull);
}

internal sealed class ListShape<TList, TItem>(ValueShape<TItem> items) : ValueShape<TList>
    where TList : IEnumerable<TItem>
{
    public override ValuePlan<TList> Plan(ValueSite site) =>
        new ListPlan<TList, TItem>(items.Plan(site.Item), site.NonNull);
}

internal sealed class ObjectShape<T>(BoundObject<T> type) : ValueShape<T>
{
    public override ValuePlan<T> Plan(ValueSite site) => new ObjectPlan<T>(site.Select(type), site.NonNull);
}

internal sealed class DerivedShape<TValue, T>(ValueShape<T> inner) : ValueShape<TValue>
{
    public override ValuePlan<TValue> Plan(ValueSite site) => new DerivedPlan<TValue, T>(inner.Plan(site));
}

internal sealed class AbstractShape<T>(AbstractBinding binding) : ValueShape<T>
{
    public override ValuePlan<T> Plan(ValueSite site) =>
        new AbstractPlan<T>(
            [.. binding.Types.Select(type => type.Branch<T>(site))],
            (T value, FieldPlan field, out Errors.GraphQLError? error) => binding.Resolve(value!, field, out error),
            site.Field.Planner.NewLevel(),
            site.NonNull,
            site.Owner
        );
}
