namespace PartnerGraph.GraphQL.Language.Ast;

/// <summary>A schema coordinate (spec 2.14).</summary>
public abstract class CoordinateNode : SyntaxNode
{
    /// <summary>The name of the type or directive.</summary>
    public required NameNode Name { get; init; }
}

/// <summary><c>Type</c> (spec 2.14).</summary>
public sealed class TypeCoordinateNode : CoordinateNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.TypeCoordinate;
}

/// <summary><c>Type.member</c>: a field, an input field or an enum value (spec 2.14).</summary>
public sealed class MemberCoordinateNode : CoordinateNode
{
    /// <summary>The member's name.</summary>
    public required NameNode MemberName { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.MemberCoordinate;
}

/// <summary><c>Type.field(argument:)</c> (spec 2.14).</summary>
public sealed class ArgumentCoordinateNode : CoordinateNode
{
    /// <summary>The field's name.</summary>
    public required NameNode FieldName { get; init; }

    /// <summary>The argument's name.</summary>
    public required NameNode ArgumentName { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ArgumentCoordinate;
}

/// <summary><c>@directive</c> (spec 2.14).</summary>
public sealed class DirectiveCoordinateNode : CoordinateNode
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.DirectiveCoordinate;
}

/// <summary><c>@directive(argument:)</c> (spec 2.14).</summary>
public sealed class DirectiveArgumentCoordinateNode : CoordinateNode
{
    /// <summary>The argument's name.</summary>
    public required NameNode ArgumentName { get; init; }

    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.DirectiveArgumentCoordinate;
}
