using PartnerGraph.GraphQL.Introspection;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>
/// Puts a schema together (spec 3): first an empty type for every name, so that types can refer to one another, then their members.
/// Types of an older schema are made anew, since a type never changes.
/// </summary>
internal sealed class SchemaAssembly
{
    private readonly Schema? old;
    private readonly SchemaOptions options;
    private readonly OrderedDictionary<string, NamedType> types = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, TypeDefinitionNode> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<TypeExtensionNode>> extensions = new(StringComparer.Ordinal);
    private readonly List<DirectiveDefinitionNode> directives = [];
    private readonly List<SchemaExtensionNode> schemaExtensions = [];
    private readonly SchemaDefinitionNode? schemaDefinition;

    public SchemaAssembly(Schema? old, DocumentNode document, SchemaOptions options)
    {
        this.old = old;
        this.options = options;
        foreach (var node in document.Definitions)
        {
            switch (node)
            {
                case SchemaDefinitionNode definition:
                    schemaDefinition = definition;
                    break;
                case SchemaExtensionNode extension:
                    schemaExtensions.Add(extension);
                    break;
                case TypeDefinitionNode definition:
                    definitions[definition.Name.Value] = definition;
                    break;
                case TypeExtensionNode extension:
                    ExtensionsOf(extension.Name.Value).Add(extension);
                    break;
                case DirectiveDefinitionNode directive:
                    directives.Add(directive);
                    break;
                default:
                    break;
            }
        }
    }

    public Schema ToSchema()
    {
        foreach (var type in old?.Types ?? [])
        {
            types[type.Name] = IsBuiltIn(type) ? type : EmptyLike(type);
        }

        foreach (var (name, definition) in definitions)
        {
            types[name] = BuiltIn(name) ?? Empty(definition);
        }

        var defaults = new DefaultValues();
        var members = new MemberAssembly(Find, defaults);
        foreach (var (name, type) in types)
        {
            if (!IsBuiltIn(type))
            {
                var nodes = definitions.TryGetValue(name, out var definition)
                    ? [definition]
                    : Array.Empty<DefinitionNode>();
                new TypeAssembly(type, old?.FindType(name), [.. nodes, .. ExtensionsOf(name)], members).Fill();
            }
        }

        var allDirectives = Directives(members);
        defaults.CoerceAll();
        var roots = Roots();
        return new Schema(OrderedTypes(roots, allDirectives), allDirectives)
        {
            Description = schemaDefinition is null ? old?.Description : schemaDefinition.Description?.Value,
            DeclaredRoots = roots,
            InvalidDefaults = defaults.Invalid,
            Node = schemaDefinition ?? old?.Node,
            ExtensionNodes = [.. old?.ExtensionNodes ?? [], .. schemaExtensions],
            AppliedDirectives =
            [
                .. old?.AppliedDirectives ?? [],
                .. MemberAssembly.Applied(schemaDefinition?.Directives ?? []),
                .. schemaExtensions.SelectMany(node => MemberAssembly.Applied(node.Directives)),
            ],
        };
    }

    /// <summary>The type of a name: built in, of the document, or of the older schema.</summary>
    private NamedType Find(string name) =>
        BuiltIn(name) ?? types.GetValueOrDefault(name) ?? throw new SchemaException($"Unknown type: \"{name}\".");

    private static NamedType? BuiltIn(string name) => BuiltInScalars.Find(name) ?? IntrospectionTypes.Find(name);

    private static bool IsBuiltIn(NamedType type) => BuiltIn(type.Name) is not null;

    private List<TypeExtensionNode> ExtensionsOf(string name)
    {
        if (!extensions.TryGetValue(name, out var list))
        {
            extensions[name] = list = [];
        }

        return list;
    }

    private NamedType Empty(TypeDefinitionNode node)
    {
        var name = node.Name.Value;
        return node switch
        {
            ScalarTypeDefinitionNode => new ScalarType(name)
            {
                Coercion = options.Scalars.GetValueOrDefault(name, ScalarCoercion.Anything),
            },
            ObjectTypeDefinitionNode => new ObjectType(name),
            InterfaceTypeDefinitionNode => new InterfaceType(name),
            UnionTypeDefinitionNode => new UnionType(name),
            EnumTypeDefinitionNode => new EnumType(name),
            InputObjectTypeDefinitionNode => new InputObjectType(name),
            _ => throw new InvalidOperationException($"{node.Kind} defines no type."),
        };
    }

    private static NamedType EmptyLike(NamedType type) =>
        type switch
        {
            ScalarType scalar => new ScalarType(type.Name) { Coercion = scalar.Coercion },
            ObjectType => new ObjectType(type.Name),
            InterfaceType => new InterfaceType(type.Name),
            UnionType => new UnionType(type.Name),
            EnumType => new EnumType(type.Name),
            _ => new InputObjectType(type.Name),
        };

    private List<DirectiveDefinition> Directives(MemberAssembly members)
    {
        var all = new List<DirectiveDefinition>();
        foreach (var directive in old?.Directives ?? [])
        {
            all.Add(BuiltInDirectives.All.Contains(directive) ? directive : members.Copy(directive));
        }

        all.AddRange(directives.Select(members.Directive));
        if (old is null)
        {
            all.AddRange(
                BuiltInDirectives.All.Where(builtIn =>
                    directives.TrueForAll(own => !string.Equals(own.Name.Value, builtIn.Name, StringComparison.Ordinal))
                )
            );
        }

        return all;
    }

    private Dictionary<OperationType, NamedType> Roots()
    {
        var roots = new Dictionary<OperationType, NamedType>();
        foreach (var (operation, type) in old?.DeclaredRoots ?? new Dictionary<OperationType, NamedType>())
        {
            roots[operation] = Find(type.Name);
        }

        IEnumerable<DefinitionNode?> nodes = [schemaDefinition, .. schemaExtensions];
        foreach (var root in nodes.SelectMany(node => SdlMembers.OperationTypesOf(node)))
        {
            roots[root.Operation] = Find(root.Type.Name.Value);
        }

        // Without a schema definition the usual names are the roots (spec 3.3.1).
        if (old is null && schemaDefinition is null)
        {
            foreach (var operation in Enum.GetValues<OperationType>())
            {
                if (types.TryGetValue(operation.ToString(), out var usual))
                {
                    roots[operation] = usual;
                }
            }
        }

        return roots;
    }

    private IReadOnlyList<NamedType> OrderedTypes(
        Dictionary<OperationType, NamedType> roots,
        List<DirectiveDefinition> allDirectives
    )
    {
        var referenced = new ReferencedTypes([.. types.Values]);
        foreach (var operation in Enum.GetValues<OperationType>())
        {
            referenced.Add(roots.GetValueOrDefault(operation));
        }

        foreach (var argument in allDirectives.SelectMany(directive => directive.Arguments))
        {
            referenced.Add(argument.Type.Named);
        }

        referenced.Add(IntrospectionTypes.Schema);
        return referenced.Ordered;
    }
}
