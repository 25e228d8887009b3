using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Overlaps;

/// <summary>A field where it is selected, with the type it is selected on.</summary>
internal sealed class FieldUse(NamedType? parentType, FieldNode node)
{
    public NamedType? ParentType { get; } = parentType;

    public FieldNode Node { get; } = node;

    /// <summary>Null for a field that the type does not have, and for meta fields: all of these are alike everywhere.</summary>
    public FieldDefinition? Definition { get; } = (parentType as FieldsType)?.Fields.Find(node.Name.Value);

    /// <summary>Neither arguments nor selections: the name says all.</summary>
    public bool IsPlain => Node.Arguments.IsEmpty && Node.SelectionSet is null;
}

/// <summary>Two fields that cannot be merged, and why.</summary>
internal sealed record FieldConflict(
    string ResponseName,
    string Reason,
    IReadOnlyList<FieldNode> Nodes1,
    IReadOnlyList<FieldNode> Nodes2
);
