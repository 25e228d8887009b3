namespace PartnerGraph.GraphQL.Language.Ast;

/// <summary>Where a node stands in its source: UTF-16 offsets, end exclusive, and the 1-based line and column of its first token (spec 2.1).</summary>
public readonly record struct Location(int Start, int End, int Line, int Column);

/// <summary>A node of the abstract syntax tree (spec 2 and 3). Nodes are immutable and may be shared between threads.</summary>
public abstract class SyntaxNode
{
    /// <summary>Where the node stands; <c>default</c> for a node that was made by code.</summary>
    public Location Location { get; init; }

    /// <summary>Which production of the grammar this is.</summary>
    public abstract SyntaxKind Kind { get; }
}

/// <summary>The productions of the grammar that have a node of their own (spec appendix B).</summary>
public enum SyntaxKind
{
    Name,
    Document,
    OperationDefinition,
    VariableDefinition,
    SelectionSet,
    Field,
    Argument,
    FragmentSpread,
    InlineFragment,
    FragmentDefinition,
    Variable,
    IntValue,
    FloatValue,
    StringValue,
    BooleanValue,
    NullValue,
    EnumValue,
    ListValue,
    ObjectValue,
    ObjectField,
    Directive,
    NamedType,
    ListType,
    NonNullType,
    SchemaDefinition,
    OperationTypeDefinition,
    ScalarTypeDefinition,
    ObjectTypeDefinition,
    FieldDefinition,
    InputValueDefinition,
    InterfaceTypeDefinition,
    UnionTypeDefinition,
    EnumTypeDefinition,
    EnumValueDefinition,
    InputObjectTypeDefinition,
    DirectiveDefinition,
    SchemaExtension,
    ScalarTypeExtension,
    ObjectTypeExtension,
    InterfaceTypeExtension,
    UnionTypeExtension,
    EnumTypeExtension,
    InputObjectTypeExtension,
    TypeCoordinate,
    MemberCoordinate,
    ArgumentCoordinate,
    DirectiveCoordinate,
    DirectiveArgumentCoordinate,
}

/// <summary>A name (spec 2.1.9).</summary>
public sealed class NameNode : SyntaxNode
{
    /// <summary>The name itself.</summary>
    public required string Value { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Name;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
