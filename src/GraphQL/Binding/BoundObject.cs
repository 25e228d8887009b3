using PartnerGraph.GraphQL.Execution.Planning;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Binding;

/// <summary>The fields that were given for an object type, before a schema is there.</summary>
internal abstract class ObjectRegistration
{
    public abstract Type ClrType { get; }
    public List<FieldResolver> Fields { get; } = [];
    public abstract BoundObject Bind(ObjectType type);
}

internal sealed class ObjectRegistration<T> : ObjectRegistration
{
    public override Type ClrType => typeof(T);

    public override BoundObject Bind(ObjectType type) => new BoundObject<T>(type);
}

/// <summary>An object type with its resolvers.</summary>
internal abstract class BoundObject(ObjectType type)
{
    public ObjectType Type { get; } = type;
    public abstract Type ClrType { get; }
    public Dictionary<string, FieldResolver> Resolvers { get; } = new(StringComparer.Ordinal);
    public abstract AbstractBranch<TValue> Branch<TValue>(ValueSite site);
}

internal sealed class BoundObject<T>(ObjectType type) : BoundObject(type)
{
    public override Type ClrType => typeof(T);

    public override AbstractBranch<TValue> Branch<TValue>(ValueSite site) =>
        new AbstractBranch<TValue, T>(site.Select(this));

    /// <summary>Plans the sub-selections of fields that share a response name, for this type (spec 6.3.2, CollectSubfields).</summary>
    public SelectionPlan<T> Plan(Planner planner, IReadOnlyList<FieldNode> nodes, FieldPlan? above) =>
        Plan(planner, planner.Collect(Type, nodes.Select(node => node.SelectionSet)), above);

    public SelectionPlan<T> Plan(Planner planner, IReadOnlyList<CollectedField> collected, FieldPlan? above)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var fields = new List<FieldPlan<T>>(collected.Count);
        foreach (var field in collected)
        {
            if (planner.Definition(Type, field.Name) is not { } definition)
            {
                // Only a document that was not validated comes here: the reference leaves such a field out.
                continue;
            }

            var site = new FieldSite(planner, Type, definition, field.ResponseName, field.Nodes, fields.Count, above);
            fields.Add(
                field.Name == "__typename"
                    ? new TypeNameFieldPlan<T>(site)
                    : (FieldPlan<T>)planner.ResolverOf(this, definition).Plan(site)
            );
        }

        return new SelectionPlan<T>(Type, planner.NewLevel(), [.. fields]);
    }
}
