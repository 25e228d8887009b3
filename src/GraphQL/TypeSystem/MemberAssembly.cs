using System.Collections.Immutable;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>Makes the members of types and directives, from their nodes or from those of an older schema (spec 3.6 to 3.13).</summary>
internal sealed class MemberAssembly(Func<string, NamedType> find, DefaultValues defaults)
{
    public static IReadOnlyList<AppliedDirective> Applied(ImmutableArray<DirectiveNode> directives) =>
        directives.IsDefaultOrEmpty
            ? []
            : [.. directives.Select(static node => new AppliedDirective(node.Name.Value, node))];

    public FieldDefinition Field(FieldsType type, FieldDefinitionNode node) =>
        new(node.Name.Value)
        {
            DeclaringType = type,
            Description = node.Description?.Value,
            DeprecationReason = DeprecationReason(node.Directives),
            AppliedDirectives = Applied(node.Directives),
            Arguments = InputValues(node.Arguments, name => $"{type.Name}.{node.Name.Value}({name}:)"),
            Type = Type(node.Type),
            Node = node,
        };

    public FieldDefinition Copy(FieldsType type, FieldDefinition field) =>
        new(field.Name)
        {
            DeclaringType = type,
            Description = field.Description,
            DeprecationReason = field.DeprecationReason,
            AppliedDirectives = field.AppliedDirectives,
            Arguments = new MemberMap<InputValue>(field.Arguments.Select(Copy)),
            Type = Replace(field.Type),
            Node = field.Node,
        };

    public MemberMap<InputValue> InputValues(
        IEnumerable<InputValueDefinitionNode> nodes,
        Func<string, string> coordinate
    ) => LastOfEachName(nodes.Select(node => InputValue(node, coordinate(node.Name.Value))));

    public InputValue InputValue(InputValueDefinitionNode node, string coordinate)
    {
        var value = new InputValue(node.Name.Value)
        {
            Description = node.Description?.Value,
            DeprecationReason = DeprecationReason(node.Directives),
            AppliedDirectives = Applied(node.Directives),
            Type = Type(node.Type),
            DefaultValue = node.DefaultValue,
            Node = node,
        };
        defaults.Add(coordinate, value);
        return value;
    }

    public InputValue Copy(InputValue value) =>
        new(value.Name)
        {
            Description = value.Description,
            DeprecationReason = value.DeprecationReason,
            AppliedDirectives = value.AppliedDirectives,
            Type = Replace(value.Type),
            DefaultValue = value.DefaultValue,
            Default = value.Default,
            Node = value.Node,
        };

    public EnumValueDefinition EnumValue(EnumValueDefinitionNode node) =>
        new(node.Name.Value)
        {
            Description = node.Description?.Value,
            DeprecationReason = DeprecationReason(node.Directives),
            AppliedDirectives = Applied(node.Directives),
            Node = node,
        };

    public DirectiveDefinition Directive(DirectiveDefinitionNode node) =>
        new(node.Name.Value)
        {
            Description = node.Description?.Value,
            AppliedDirectives = Applied(node.Directives),
            Arguments = InputValues(node.Arguments, name => $"@{node.Name.Value}({name}:)"),
            IsRepeatable = node.Repeatable,
            Locations = [.. node.Locations.Select(static location => location.Value)],
            Node = node,
        };

    public DirectiveDefinition Copy(DirectiveDefinition directive) =>
        new(directive.Name)
        {
            Description = directive.Description,
            DeprecationReason = directive.DeprecationReason,
            AppliedDirectives = directive.AppliedDirectives,
            Arguments = new MemberMap<InputValue>(directive.Arguments.Select(Copy)),
            IsRepeatable = directive.IsRepeatable,
            Locations = directive.Locations,
            Node = directive.Node,
        };

    public NamedType Named(NamedTypeNode node) => find(node.Name.Value);

    public NamedType Replace(NamedType type) => find(type.Name);

    /// <summary>Of members with one name (only in a document that was not checked) the last counts, in the first one's place.</summary>
    public static MemberMap<T> LastOfEachName<T>(IEnumerable<T> members)
        where T : SchemaMember
    {
        var byName = new OrderedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            byName[member.Name] = member;
        }

        return new MemberMap<T>(byName.Values);
    }

    private GraphQLType Type(TypeNode node) =>
        TypeReference.Resolve(node, find) ?? throw new InvalidOperationException($"{node.Kind} is no type.");

    private GraphQLType Replace(GraphQLType type) =>
        type switch
        {
            ListType list => new ListType(Replace(list.OfType)),
            NonNullType nonNull => new NonNullType(Replace(nonNull.OfType)),
            _ => Replace(type.Named),
        };

    private static string? DeprecationReason(ImmutableArray<DirectiveNode> directives) =>
        DirectiveCoercion.Coerce(BuiltInDirectives.Deprecated, directives, null)?.Find("reason") as string;
}
