using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>Any type: named, list or non-null (spec 3.4).</summary>
public abstract class GraphQLType
{
    /// <summary>The named type inside all wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>Whether null is no value of it.</summary>
    public bool IsNonNull => this is NonNullType;

    /// <summary>The type without its outermost non-null wrapper.</summary>
    public GraphQLType Nullable => this is NonNullType nonNull ? nonNull.OfType : this;

    /// <summary>Whether arguments, input fields and variables may have it (spec 3.4.2).</summary>
    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>Whether fields may have it (spec 3.4.2).</summary>
    public bool IsOutput => Named is not InputObjectType;
}

/// <summary>A list of another type (spec 3.11). Two list types of the same type are equal by structure, not by reference.</summary>
public sealed class ListType(GraphQLType ofType) : GraphQLType
{
    /// <summary>The type of the items.</summary>
    public GraphQLType OfType { get; } = ofType;

    /// <inheritdoc/>
    public override NamedType Named => OfType.Named;

    /// <inheritdoc/>
    public override string ToString() => $"[{OfType}]";
}

/// <summary>A type without null (spec 3.12).</summary>
public sealed class NonNullType(GraphQLType ofType) : GraphQLType
{
    /// <summary>The nullable type inside.</summary>
    public GraphQLType OfType { get; } = ofType;

    /// <inheritdoc/>
    public override NamedType Named => OfType.Named;

    /// <inheritdoc/>
    public override string ToString() => $"{OfType}!";
}

/// <summary>A directive as applied to a member of the schema (spec 3.13).</summary>
public sealed record AppliedDirective(string Name, DirectiveNode Node);

/// <summary>A type with a name (spec 3.4). Immutable once its schema is built.</summary>
public abstract class NamedType(string name) : GraphQLType
{
    /// <summary>The type's name.</summary>
    public string Name { get; } = name;

    /// <summary>The description, if any.</summary>
    public string? Description { get; internal set; }

    /// <summary>Directives applied in SDL, extensions included, in their order.</summary>
    public IReadOnlyList<AppliedDirective> AppliedDirectives { get; internal set; } = [];

    /// <summary>The definition it was built from; null for built-in types.</summary>
    public TypeDefinitionNode? Node { get; internal set; }

    /// <summary>The extensions it was built from.</summary>
    public IReadOnlyList<TypeExtensionNode> ExtensionNodes { get; internal set; } = [];

    /// <inheritdoc/>
    public override NamedType Named => this;

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>A type with fields: object or interface (spec 3.6, 3.7).</summary>
public abstract class FieldsType(string name) : NamedType(name)
{
    /// <summary>The fields in SDL order, by name.</summary>
    public MemberMap<FieldDefinition> Fields { get; internal set; } = MemberMap<FieldDefinition>.Empty;

    /// <summary>The interfaces it says it implements.</summary>
    public IReadOnlyList<InterfaceType> Interfaces { get; private set; } = [];

    /// <summary>What stands in its list of interfaces: in a schema that was not validated perhaps other types.</summary>
    internal IReadOnlyList<NamedType> DeclaredInterfaces
    {
        get;
        set
        {
            field = value;
            Interfaces = [.. value.OfType<InterfaceType>()];
        }
    } = [];
}

/// <summary>An object type (spec 3.6).</summary>
public sealed class ObjectType(string name) : FieldsType(name);

/// <summary>An interface type (spec 3.7).</summary>
public sealed class InterfaceType(string name) : FieldsType(name);

/// <summary>A union type (spec 3.8).</summary>
public sealed class UnionType(string name) : NamedType(name)
{
    /// <summary>The member types.</summary>
    public IReadOnlyList<ObjectType> Types { get; private set; } = [];

    /// <summary>What stands in its list of members: in a schema that was not validated perhaps other types.</summary>
    internal IReadOnlyList<NamedType> DeclaredTypes
    {
        get;
        set
        {
            field = value;
            Types = [.. value.OfType<ObjectType>()];
        }
    } = [];
}

/// <summary>An enum type (spec 3.9).</summary>
public sealed class EnumType(string name) : NamedType(name)
{
    /// <summary>The values in SDL order, by name.</summary>
    public MemberMap<EnumValueDefinition> Values { get; internal set; } = MemberMap<EnumValueDefinition>.Empty;
}

/// <summary>An input object type (spec 3.10).</summary>
public sealed class InputObjectType(string name) : NamedType(name)
{
    /// <summary>The input fields in SDL order, by name.</summary>
    public MemberMap<InputValue> Fields { get; internal set; } = MemberMap<InputValue>.Empty;

    /// <summary>Whether exactly one field is to be given (<c>@oneOf</c>).</summary>
    public bool IsOneOf { get; internal set; }
}

/// <summary>A scalar type (spec 3.5).</summary>
public sealed class ScalarType(string name) : NamedType(name)
{
    /// <summary>The URL of <c>@specifiedBy</c>, if any.</summary>
    public string? SpecifiedByUrl { get; internal set; }

    /// <summary>How values of the scalar come in and go out; for a custom scalar of plain SDL, anything passes.</summary>
    public ScalarCoercion Coercion { get; internal set; } = ScalarCoercion.Anything;
}
