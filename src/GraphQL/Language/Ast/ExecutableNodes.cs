using System.Collections.Immutable;

namespace PartnerGraph.GraphQL.Language.Ast;

/// <summary>A document: definitions in the order of the source (spec 2.2).</summary>
public sealed class DocumentNode : SyntaxNode
{
    /// <summary>The definitions; never empty when parsed.</summary>
    public required ImmutableArray<DefinitionNode> Definitions { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Document;
}

/// <summary>Any definition: executable, type system, or extension (spec 2.2).</summary>
public abstract class DefinitionNode : SyntaxNode
{
    /// <summary>The directives applied to it.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>An operation or a fragment (spec 2.2).</summary>
public abstract class ExecutableDefinitionNode : DefinitionNode
{
    /// <summary>The description (September 2025 edition), if any.</summary>
    public StringValueNode? Description { get; init; }

    /// <summary>The selections of the definition.</summary>
    public required SelectionSetNode SelectionSet { get; init; }
}

/// <summary>The kinds of operation (spec 2.3).</summary>
public enum OperationType
{
    Query,
    Mutation,
    Subscription,
}

/// <summary>An operation (spec 2.3).</summary>
public sealed class OperationDefinitionNode : ExecutableDefinitionNode
{
    /// <summary>Query, mutation or subscription.</summary>
    public required OperationType Operation { get; init; }

    /// <summary>The name; null for an anonymous operation.</summary>
    public NameNode? Name { get; init; }

    /// <summary>The declared variables.</summary>
    public ImmutableArray<VariableDefinitionNode> VariableDefinitions { get; init; } = [];

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.OperationDefinition;
}

/// <summary>A fragment (spec 2.8).</summary>
public sealed class FragmentDefinitionNode : ExecutableDefinitionNode
{
    /// <summary>The fragment's name.</summary>
    public required NameNode Name { get; init; }

    /// <summary>The variables that an old syntax let a fragment declare; empty unless the parser was told to read them.</summary>
    public ImmutableArray<VariableDefinitionNode> LegacyVariableDefinitions { get; init; } = [];

    /// <summary>The type it applies to.</summary>
    public required NamedTypeNode TypeCondition { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.FragmentDefinition;
}

/// <summary>A declared variable (spec 2.10).</summary>
public sealed class VariableDefinitionNode : SyntaxNode
{
    /// <summary>The description (September 2025 edition), if any.</summary>
    public StringValueNode? Description { get; init; }

    /// <summary>The variable.</summary>
    public required VariableNode Variable { get; init; }

    /// <summary>Its type.</summary>
    public required TypeNode Type { get; init; }

    /// <summary>Its default, if any.</summary>
    public ValueNode? DefaultValue { get; init; }

    /// <summary>The directives applied to it.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.VariableDefinition;
}

/// <summary>A selection set (spec 2.4).</summary>
public sealed class SelectionSetNode : SyntaxNode
{
    /// <summary>The selections in the order of the source; never empty when parsed.</summary>
    public required ImmutableArray<SelectionNode> Selections { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.SelectionSet;
}

/// <summary>A field, a fragment spread or an inline fragment (spec 2.4).</summary>
public abstract class SelectionNode : SyntaxNode
{
    /// <summary>The directives applied to it.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; init; } = [];
}

/// <summary>A field (spec 2.5).</summary>
public sealed class FieldNode : SelectionNode
{
    /// <summary>The alias, if any.</summary>
    public NameNode? Alias { get; init; }

    /// <summary>The field's name.</summary>
    public required NameNode Name { get; init; }

    /// <summary>The arguments given.</summary>
    public ImmutableArray<ArgumentNode> Arguments { get; init; } = [];

    /// <summary>The selections below, for a composite type.</summary>
    public SelectionSetNode? SelectionSet { get; init; }

    /// <summary>The alias where there is one, else the name (spec 2.7).</summary>
    public string ResponseName => (Alias ?? Name).Value;

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Field;
}

/// <summary>A named argument with its value (spec 2.6).</summary>
public sealed class ArgumentNode : SyntaxNode
{
    /// <summary>The argument's name.</summary>
    public required NameNode Name { get; init; }

    /// <summary>The value given.</summary>
    public required ValueNode Value { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Argument;
}

/// <summary>A fragment spread (spec 2.8).</summary>
public sealed class FragmentSpreadNode : SelectionNode
{
    /// <summary>The fragment's name.</summary>
    public required NameNode Name { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.FragmentSpread;
}

/// <summary>An inline fragment (spec 2.8.2).</summary>
public sealed class InlineFragmentNode : SelectionNode
{
    /// <summary>The type it applies to; null for the enclosing one.</summary>
    public NamedTypeNode? TypeCondition { get; init; }

    /// <summary>The selections of the fragment.</summary>
    public required SelectionSetNode SelectionSet { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.InlineFragment;
}

/// <summary>A directive applied to something (spec 2.12).</summary>
public sealed class DirectiveNode : SyntaxNode
{
    /// <summary>The directive's name, without the at sign.</summary>
    public required NameNode Name { get; init; }

    /// <summary>The arguments given.</summary>
    public ImmutableArray<ArgumentNode> Arguments { get; init; } = [];

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Directive;
}
