using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>How plain data is completed as each type (spec 6.4.3).</summary>
internal sealed class UntypedShapes(
    IReadOnlyDictionary<string, BoundObject> objects,
    Schema schema,
    UntypedResolvers resolvers
)
{
    public ValueShape<object?> For(GraphQLType type) =>
        type.Nullable switch
        {
            ListType list => new UntypedListShape(For(list.OfType)),
            ObjectType @object => new UntypedObjectShape((BoundObject<object>)objects[@object.Name], resolvers),
            InterfaceType or UnionType => new UntypedAbstractShape(Abstract(type.Named)),
            ScalarType scalar => new LeafShape<object?>(nonNull => new UntypedScalarPlan(scalar, nonNull)),
            EnumType @enum => new LeafShape<object?>(nonNull => new UntypedEnumPlan(@enum, nonNull)),
            _ => throw new InvalidOperationException($"{type} is no output type."),
        };

    private UntypedAbstractBinding Abstract(NamedType type) =>
        new(schema, type, [.. schema.PossibleTypes(type).Select(possible => objects[possible.Name])], resolvers);
}

internal sealed class UntypedListShape(ValueShape<object?> items) : ValueShape<object?>
{
    public override ValuePlan<object?> Plan(ValueSite site) => new UntypedListPlan(items.Plan(site.Item), site.NonNull);
}

internal sealed class UntypedObjectShape(BoundObject<object> type, UntypedResolvers resolvers) : ValueShape<object?>
{
    public override ValuePlan<object?> Plan(ValueSite site) =>
        new UntypedObjectPlan(site.Select(type), resolvers.IsTypeOf, site.NonNull);
}

internal sealed class UntypedAbstractShape(AbstractBinding binding) : ValueShape<object?>
{
    private readonly AbstractShape<object?> inner = new(binding);

    public override ValuePlan<object?> Plan(ValueSite site) => new UntypedGuardPlan(inner.Plan(site), site.NonNull);
}
