using System.Collections.Immutable;
using System.Text;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>Where a field stands in an operation: what planning it has to know (spec 6.3.2).</summary>
internal sealed record FieldSite(
    Planner Planner,
    ObjectType ParentType,
    FieldDefinition Definition,
    string ResponseName,
    IReadOnlyList<FieldNode> Nodes,
    int Position,
    FieldPlan? Above
);

/// <summary>One field of one concrete type at one place of an operation, ready to run (spec 6.4).</summary>
internal abstract class FieldPlan
{
    protected FieldPlan(FieldSite site, FieldResolver resolver, bool loads)
    {
        Definition = site.Definition;
        ResponseName = site.ResponseName;
        Above = site.Above;
        Resolver = resolver;
        Loads = loads;
        IsNonNull = site.Definition.Type.IsNonNull;
        CoordinateText = $"{site.ParentType.Name}.{site.Definition.Name}";
        Prefix = Encoding.UTF8.GetBytes($"{(site.Position == 0 ? '{' : ',')}\"{site.ResponseName}\":");
        Locations = [.. site.Nodes.Select(node => new SourceLocation(node.Location.Line, node.Location.Column))];
        RunSlot = site.Planner.NewRun();
        Arguments = ArgumentsPlan.Create(site.Definition, site.Nodes[0], site.Planner.Inputs);
    }

    public FieldDefinition Definition { get; }
    public string ResponseName { get; }

    /// <summary>The field whose selection this one is in; null at the root.</summary>
    public FieldPlan? Above { get; }
    public FieldResolver Resolver { get; }
    public bool IsNonNull { get; }

    /// <summary><c>Customer.name</c>, for messages.</summary>
    public string CoordinateText { get; }

    /// <summary>Brace or comma, response name and colon, as they are written.</summary>
    public byte[] Prefix { get; }
    public ImmutableArray<SourceLocation> Locations { get; }
    public int RunSlot { get; }
    public ArgumentsPlan Arguments { get; }

    /// <summary>Whether the field itself fetches something.</summary>
    public bool Loads { get; }

    /// <summary>Whether its values are found before writing begins: it loads, or something below it does.</summary>
    public bool HasColumn { get; protected set; }

    /// <summary>The selections below, one for each concrete type.</summary>
    public IReadOnlyList<SelectionPlan> Below { get; protected set; } = [];

    /// <summary>Whether the field or one below it has a guard.</summary>
    public bool HasGuards { get; protected set; }

    /// <summary>The path of a child's parent that stands at a place of this field's own level.</summary>
    public abstract void Locate(ExecutionState state, SelectionPlan target, int index, List<object> path);

    protected void SetBelow(IReadOnlyList<SelectionPlan> below)
    {
        Below = below;
        HasGuards = Resolver.Guards.Count > 0 || below.Any(selection => selection.HasGuards);
    }
}

/// <summary>A field of parents of a CLR type.</summary>
internal abstract class FieldPlan<TParent>(FieldSite site, FieldResolver resolver, bool loads)
    : FieldPlan(site, resolver, loads)
{
    /// <summary>Finds the field's values for all parents of its level.</summary>
    public abstract ValueTask LoadAsync(IReadOnlyList<TParent> parents, ExecutionState state);

    /// <summary>Writes name and value; false when the parent itself becomes null.</summary>
    public abstract bool Write(TParent parent, int index, ExecutionState state);
}
