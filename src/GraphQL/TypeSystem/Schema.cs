using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>A schema: its types, directives and root operation types (spec 3.3). Immutable.</summary>
public sealed class Schema
{
    private readonly Dictionary<string, NamedType> types;
    private readonly Dictionary<string, DirectiveDefinition> directives;
    private readonly Dictionary<NamedType, PossibleTypes> possible = [];

    internal Schema(IReadOnlyList<NamedType> types, IReadOnlyList<DirectiveDefinition> directives)
    {
        Types = types;
        Directives = directives;
        this.types = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        this.directives = new Dictionary<string, DirectiveDefinition>(directives.Count, StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            this.directives.TryAdd(directive.Name, directive);
        }

        foreach (var type in types)
        {
            if (type is UnionType union)
            {
                possible[union] = new PossibleTypes(union.Types, []);
            }
            else if (type is InterfaceType @interface)
            {
                var implementing = types.OfType<FieldsType>().Where(other => other.Interfaces.Contains(@interface));
                possible[@interface] = new PossibleTypes(
                    [.. implementing.OfType<ObjectType>()],
                    [.. implementing.OfType<InterfaceType>()]
                );
            }
        }
    }

    /// <summary>The description, if any.</summary>
    public string? Description { get; internal init; }

    /// <summary>The type of queries; null only in a schema that was not validated.</summary>
    public ObjectType? QueryType { get; private init; }

    /// <summary>The type of mutations, if any.</summary>
    public ObjectType? MutationType { get; private init; }

    /// <summary>The type of subscriptions, if any.</summary>
    public ObjectType? SubscriptionType { get; private init; }

    /// <summary>What the schema names as its roots: in a schema that was not validated perhaps no object types.</summary>
    internal IReadOnlyDictionary<OperationType, NamedType> DeclaredRoots
    {
        get;
        init
        {
            field = value;
            QueryType = value.GetValueOrDefault(OperationType.Query) as ObjectType;
            MutationType = value.GetValueOrDefault(OperationType.Mutation) as ObjectType;
            SubscriptionType = value.GetValueOrDefault(OperationType.Subscription) as ObjectType;
        }
    } = new Dictionary<OperationType, NamedType>();

    /// <summary>Defaults that are no values of their types; empty in a schema that was validated.</summary>
    internal IReadOnlyList<InvalidDefault> InvalidDefaults { get; init; } = [];

    /// <summary>All named types, those of introspection and the built-in scalars in use included.</summary>
    public IReadOnlyList<NamedType> Types { get; }

    /// <summary>All directives, the built-in ones included.</summary>
    public IReadOnlyList<DirectiveDefinition> Directives { get; }

    /// <summary>Directives applied to the schema itself.</summary>
    public IReadOnlyList<AppliedDirective> AppliedDirectives { get; internal init; } = [];

    /// <summary>The schema definition it was built from, if it had one.</summary>
    public SchemaDefinitionNode? Node { get; internal init; }

    /// <summary>The schema extensions it was built from.</summary>
    public IReadOnlyList<SchemaExtensionNode> ExtensionNodes { get; internal init; } = [];

    /// <summary>The type of that name; null where there is none.</summary>
    public NamedType? FindType(string name) => types.GetValueOrDefault(name);

    /// <summary>The directive of that name; null where there is none.</summary>
    public DirectiveDefinition? FindDirective(string name) => directives.GetValueOrDefault(name);

    /// <summary>The root type of an operation; null where the schema has none.</summary>
    public ObjectType? RootType(OperationType operation) =>
        operation switch
        {
            OperationType.Query => QueryType,
            OperationType.Mutation => MutationType,
            OperationType.Subscription => SubscriptionType,
        };

    /// <summary>The object types that a value of an interface or union may have (spec 5.5.2.3).</summary>
    public IReadOnlyList<ObjectType> PossibleTypes(NamedType type) =>
        type is ObjectType self ? [self]
        : possible.TryGetValue(type, out var found) ? found.Objects
        : [];

    /// <summary>Whether <paramref name="maybe"/> is one of the types of the abstract <paramref name="type"/>.</summary>
    public bool IsSubType(NamedType type, NamedType maybe) =>
        possible.TryGetValue(type, out var found)
        && (
            maybe is ObjectType @object
                ? found.ObjectSet.Contains(@object)
                : maybe is InterfaceType @interface && found.Interfaces.Contains(@interface)
        );
}

/// <summary>What implements an interface or belongs to a union.</summary>
internal sealed class PossibleTypes(IReadOnlyList<ObjectType> objects, IReadOnlyList<InterfaceType> interfaces)
{
    public IReadOnlyList<ObjectType> Objects { get; } = objects;
    public HashSet<ObjectType> ObjectSet { get; } = [.. objects];
    public IReadOnlyList<InterfaceType> Interfaces { get; } = interfaces;
}
