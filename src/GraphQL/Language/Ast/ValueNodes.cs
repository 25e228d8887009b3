using System.Collections.Immutable;

namespace PartnerGraph.GraphQL.Language.Ast;

/// <summary>A value literal or a variable (spec 2.9).</summary>
public abstract class ValueNode : SyntaxNode;

/// <summary>A use of a variable (spec 2.10).</summary>
public sealed class VariableNode : ValueNode
{
    /// <summary>The variable's name, without the dollar sign.</summary>
    public required NameNode Name { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Variable;
}

/// <summary>An Int literal (spec 2.9.1).</summary>
public sealed class IntValueNode : ValueNode
{
    /// <summary>The literal as written.</summary>
    public required string Value { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.IntValue;
}

/// <summary>A Float literal (spec 2.9.2).</summary>
public sealed class FloatValueNode : ValueNode
{
    /// <summary>The literal as written.</summary>
    public required string Value { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.FloatValue;
}

/// <summary>A Boolean literal (spec 2.9.3).</summary>
public sealed class BooleanValueNode : ValueNode
{
    /// <summary>The value.</summary>
    public required bool Value { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.BooleanValue;
}

/// <summary>A String literal, quoted or block (spec 2.9.4).</summary>
public sealed class StringValueNode : ValueNode
{
    /// <summary>The text with escapes resolved and a block string's indentation removed.</summary>
    public required string Value { get; init; }

    /// <summary>Whether it was written as a block string.</summary>
    public bool Block { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.StringValue;
}

/// <summary>The null literal (spec 2.9.5).</summary>
public sealed class NullValueNode : ValueNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.NullValue;
}

/// <summary>An enum literal (spec 2.9.6).</summary>
public sealed class EnumValueNode : ValueNode
{
    /// <summary>The enum value's name.</summary>
    public required string Value { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.EnumValue;
}

/// <summary>A list literal (spec 2.9.7).</summary>
public sealed class ListValueNode : ValueNode
{
    /// <summary>The items.</summary>
    public ImmutableArray<ValueNode> Values { get; init; } = [];

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ListValue;
}

/// <summary>An input object literal (spec 2.9.8).</summary>
public sealed class ObjectValueNode : ValueNode
{
    /// <summary>The fields in the order of the source.</summary>
    public ImmutableArray<ObjectFieldNode> Fields { get; init; } = [];

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ObjectValue;
}

/// <summary>A field of an input object literal (spec 2.9.8).</summary>
public sealed class ObjectFieldNode : SyntaxNode
{
    /// <summary>The field's name.</summary>
    public required NameNode Name { get; init; }

    /// <summary>The value given.</summary>
    public required ValueNode Value { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ObjectField;
}

/// <summary>A reference to a type (spec 2.11).</summary>
public abstract class TypeNode : SyntaxNode;

/// <summary>A reference to a type by name (spec 2.11).</summary>
public sealed class NamedTypeNode : TypeNode
{
    /// <summary>The type's name.</summary>
    public required NameNode Name { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.NamedType;
}

/// <summary>A list type (spec 2.11).</summary>
public sealed class ListTypeNode : TypeNode
{
    /// <summary>The type of the items.</summary>
    public required TypeNode Type { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ListType;
}

/// <summary>A non-null type (spec 2.11).</summary>
public sealed class NonNullTypeNode : TypeNode
{
    /// <summary>The nullable type inside: named or list.</summary>
    public required TypeNode Type { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.NonNullType;
}
