using System.Text.Json;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Introspection;

/// <summary>
/// From the answer to an introspection query to a schema (spec 4): for tools that know a server by its answers only. Scalars of such
/// a schema take anything. What is missing throws a <see cref="SchemaException"/>.
/// </summary>
public static class ClientSchema
{
    /// <summary>The schema of an answer's <c>data</c>; its types are not validated.</summary>
    public static Schema Build(JsonElement introspection)
    {
        if (
            introspection.ValueKind != JsonValueKind.Object
            || !introspection.TryGetProperty("__schema", out var schema)
            || schema.ValueKind != JsonValueKind.Object
        )
        {
            throw new SchemaException(
                $"Invalid or incomplete introspection result. Ensure that you are passing \"data\" property of introspection response and no \"errors\" was returned alongside: {ValueText.Of(introspection)}."
            );
        }

        return new Assembly(schema).ToSchema();
    }

    private sealed class Assembly(JsonElement schema)
    {
        private readonly OrderedDictionary<string, NamedType> types = new(StringComparer.Ordinal);
        private readonly DefaultValues defaults = new();

        public Schema ToSchema()
        {
            var sources = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var source in Items(schema, "types"))
            {
                var type = Empty(source);
                sources[type.Name] = source;
                types[type.Name] = BuiltInScalars.Find(type.Name) ?? IntrospectionTypes.Find(type.Name) ?? type;
            }

            var roots = Roots();
            foreach (var (name, source) in sources)
            {
                Fill(types[name], source);
            }

            var directives = Items(schema, "directives").Select(Directive).ToArray();
            defaults.CoerceAll();
            var referenced = new ReferencedTypes([.. types.Values]);
            foreach (var argument in directives.SelectMany(directive => directive.Arguments))
            {
                referenced.Add(argument.Type.Named);
            }

            referenced.Add(IntrospectionTypes.Schema);
            return new Schema(referenced.Ordered, directives)
            {
                Description = Text(schema, "description"),
                DeclaredRoots = roots,
                InvalidDefaults = defaults.Invalid,
            };
        }

        private Dictionary<OperationType, NamedType> Roots()
        {
            var roots = new Dictionary<OperationType, NamedType>();
            foreach (var operation in Enum.GetValues<OperationType>())
            {
                if (Given(schema, $"{operation.ToString().ToLowerInvariant()}Type") is { } root)
                {
                    roots[operation] = Object(root);
                }
            }

            return roots;
        }

        private static NamedType Empty(JsonElement source)
        {
            var name = Text(source, "name");
            var description = Text(source, "description");
            return (name, Text(source, "kind")) switch
            {
                ({ }, "SCALAR") => new ScalarType(name)
                {
                    Description = description,
                    SpecifiedByUrl = Text(source, "specifiedByURL"),
                },
                ({ }, "OBJECT") => new ObjectType(name) { Description = description },
                ({ }, "INTERFACE") => new InterfaceType(name) { Description = description },
                ({ }, "UNION") => Having(source, "possibleTypes", new UnionType(name) { Description = description }),
                ({ }, "ENUM") => Having(source, "enumValues", new EnumType(name) { Description = description }),
                ({ }, "INPUT_OBJECT") => Having(
                    source,
                    "inputFields",
                    new InputObjectType(name) { Description = description, IsOneOf = Flag(source, "isOneOf") }
                ),
                _ => throw new SchemaException(
                    $"Invalid or incomplete introspection result. Ensure that a full introspection query is used in order to build a client schema: {ValueText.Of(source)}."
                ),
            };
        }

        private void Fill(NamedType type, JsonElement source)
        {
            if (BuiltInScalars.Find(type.Name) is not null || IntrospectionTypes.Contains(type.Name))
            {
                return;
            }

            switch (type)
            {
                case FieldsType fields:
                    fields.DeclaredInterfaces = [.. Interfaces(fields, source)];
                    fields.Fields = MemberAssembly.LastOfEachName(
                        Required(source, "fields", "fields").Select(item => Field(fields, item))
                    );
                    break;
                case UnionType union:
                    union.DeclaredTypes = [.. Items(source, "possibleTypes").Select(Object)];
                    break;
                case EnumType @enum:
                    @enum.Values = MemberAssembly.LastOfEachName(
                        Items(source, "enumValues")
                            .Select(static item => new EnumValueDefinition(NameOf(item))
                            {
                                Description = Text(item, "description"),
                                DeprecationReason = Text(item, "deprecationReason"),
                            })
                    );
                    break;
                case InputObjectType input:
                    input.Fields = InputValues(Items(source, "inputFields"), input.Name);
                    break;
                default:
                    break;
            }
        }

        private IEnumerable<NamedType> Interfaces(FieldsType type, JsonElement source)
        {
            // Servers older than interfaces of interfaces answer null here.
            var isOld = type is InterfaceType && Given(source, "interfaces") is null;
            var items = isOld ? [] : Required(source, "interfaces", "interfaces");
            return items
                .Select(Named)
                .Select(static type =>
                    type is InterfaceType
                        ? type
                        : throw new SchemaException($"Expected {type} to be a GraphQL Interface type.")
                );
        }

        private FieldDefinition Field(FieldsType owner, JsonElement source)
        {
            var type = Reference(Given(source, "type"));
            if (!type.IsOutput)
            {
                throw new SchemaException($"Introspection must provide output type for fields, but received: {type}.");
            }

            var name = NameOf(source);
            return new FieldDefinition(name)
            {
                DeclaringType = owner,
                Description = Text(source, "description"),
                DeprecationReason = Text(source, "deprecationReason"),
                Type = type,
                Arguments = InputValues(Required(source, "args", "field args"), $"{owner.Name}.{name}"),
            };
        }

        private MemberMap<InputValue> InputValues(IEnumerable<JsonElement> sources, string owner) =>
            MemberAssembly.LastOfEachName(sources.Select(item => InputValue(item, owner)));

        private InputValue InputValue(JsonElement source, string owner)
        {
            var type = Reference(Given(source, "type"));
            if (!type.IsInput)
            {
                throw new SchemaException(
                    $"Introspection must provide input type for arguments, but received: {type}."
                );
            }

            var value = new InputValue(NameOf(source))
            {
                Description = Text(source, "description"),
                DeprecationReason = Text(source, "deprecationReason"),
                Type = type,
                DefaultValue = Text(source, "defaultValue") is { } literal ? Parser.ParseConstValue(literal) : null,
            };
            defaults.Add($"{owner}.{value.Name}", value);
            return value;
        }

        private DirectiveDefinition Directive(JsonElement source)
        {
            var arguments = Required(source, "args", "directive args");
            var locations = Required(source, "locations", "directive locations");
            var name = NameOf(source);
            return new DirectiveDefinition(name)
            {
                Description = Text(source, "description"),
                IsRepeatable = Flag(source, "isRepeatable"),
                Locations = [.. locations.Select(static item => item.GetString()!)],
                Arguments = InputValues(arguments, $"@{name}"),
            };
        }

        private GraphQLType Reference(JsonElement? reference)
        {
            if (reference is not { } source)
            {
                throw new SchemaException("Decorated type deeper than introspection query.");
            }

            switch (Text(source, "kind"))
            {
                case "LIST":
                    return new ListType(Reference(Given(source, "ofType")));
                case "NON_NULL":
                    var inner = Reference(Given(source, "ofType"));
                    return inner.IsNonNull
                        ? throw new SchemaException($"Expected {inner} to be a GraphQL nullable type.")
                        : new NonNullType(inner);
                default:
                    return Named(source);
            }
        }

        private NamedType Named(JsonElement reference)
        {
            if (Text(reference, "name") is not { Length: > 0 } name)
            {
                throw new SchemaException($"Unknown type reference: {ValueText.Of(reference)}.");
            }

            return types.GetValueOrDefault(name)
                ?? throw new SchemaException(
                    $"Invalid or incomplete schema, unknown type: {name}. Ensure that a full introspection query is used in order to build a client schema."
                );
        }

        private ObjectType Object(JsonElement reference)
        {
            var type = Named(reference);
            return type as ObjectType ?? throw new SchemaException($"Expected {type} to be a GraphQL Object type.");
        }

        private static NamedType Having(JsonElement source, string member, NamedType type)
        {
            _ = Required(source, member, member);
            return type;
        }

        private static IEnumerable<JsonElement> Required(JsonElement source, string member, string what) =>
            Given(source, member) is { ValueKind: JsonValueKind.Array } items
                ? items.EnumerateArray()
                : throw new SchemaException($"Introspection result missing {what}: {ValueText.Of(source)}.");

        private static IEnumerable<JsonElement> Items(JsonElement source, string member) =>
            Given(source, member) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

        private static string NameOf(JsonElement source) =>
            Text(source, "name")
            ?? throw new SchemaException($"Introspection result missing name: {ValueText.Of(source)}.");

        private static string? Text(JsonElement source, string member) =>
            Given(source, member) is { ValueKind: JsonValueKind.String } text ? JsonText.Of(text) : null;

        private static bool Flag(JsonElement source, string member) =>
            Given(source, member) is { ValueKind: JsonValueKind.True };

        /// <summary>The member; null where it is null or missing.</summary>
        private static JsonElement? Given(JsonElement source, string member) =>
            source.ValueKind == JsonValueKind.Object
            && source.TryGetProperty(member, out var value)
            && value.ValueKind != JsonValueKind.Null
                ? value
                : null;
    }
}
