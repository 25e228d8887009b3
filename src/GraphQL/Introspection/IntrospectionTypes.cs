using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Introspection;

/// <summary>The types of the introspection schema (spec 4.2). Shared by all schemas.</summary>
public static class IntrospectionTypes
{
    private const string DescriptionField = "description";

    static IntrospectionTypes()
    {
        var (text, required) = (BuiltInScalars.String, new NonNullType(BuiltInScalars.String));
        var flag = new NonNullType(BuiltInScalars.Boolean);
        Fill(
            Schema,
            new(DescriptionField, text),
            new("types", AllOf(Type)) { Description = "A list of all types supported by this server." },
            new("queryType", new NonNullType(Type))
            {
                Description = "The type that query operations will be rooted at.",
            },
            new("mutationType", Type)
            {
                Description = "If this server supports mutation, the type that mutation operations will be rooted at.",
            },
            new("subscriptionType", Type)
            {
                Description =
                    "If this server support subscription, the type that subscription operations will be rooted at.",
            },
            new("directives", AllOf(Directive)) { Description = "A list of all directives supported by this server." }
        );
        Fill(
            Type,
            new("kind", new NonNullType(TypeKind)),
            new("name", text),
            new(DescriptionField, text),
            new("specifiedByURL", text),
            new("fields", SomeOf(Field)) { Deprecatable = true },
            new("interfaces", SomeOf(Type)),
            new("possibleTypes", SomeOf(Type)),
            new("enumValues", SomeOf(EnumValue)) { Deprecatable = true },
            new("inputFields", SomeOf(InputValue)) { Deprecatable = true },
            new("ofType", Type),
            new("isOneOf", BuiltInScalars.Boolean)
        );
        Fill(
            Field,
            new("name", required),
            new(DescriptionField, text),
            new("args", AllOf(InputValue)) { Deprecatable = true },
            new("type", new NonNullType(Type)),
            new("isDeprecated", flag),
            new("deprecationReason", text)
        );
        Fill(
            InputValue,
            new("name", required),
            new(DescriptionField, text),
            new("type", new NonNullType(Type)),
            new("defaultValue", text)
            {
                Description = "A GraphQL-formatted string representing the default value for this input value.",
            },
            new("isDeprecated", flag),
            new("deprecationReason", text)
        );
        Fill(
            EnumValue,
            new("name", required),
            new(DescriptionField, text),
            new("isDeprecated", flag),
            new("deprecationReason", text)
        );
        Fill(
            Directive,
            new("name", required),
            new(DescriptionField, text),
            new("isRepeatable", flag),
            new("locations", AllOf(DirectiveLocation)),
            new("args", AllOf(InputValue)) { Deprecatable = true }
        );
    }

    /// <summary><c>__Schema</c> (spec 4.2.1).</summary>
    public static ObjectType Schema { get; } =
        new("__Schema")
        {
            Description =
                "A GraphQL Schema defines the capabilities of a GraphQL server. It exposes all available types and directives on the server, as well as the entry points for query, mutation, and subscription operations.",
        };

    /// <summary><c>__Type</c> (spec 4.2.2).</summary>
    public static ObjectType Type { get; } =
        new("__Type")
        {
            Description =
                "The fundamental unit of any GraphQL Schema is the type. There are many kinds of types in GraphQL as represented by the `__TypeKind` enum.\n\nDepending on the kind of a type, certain fields describe information about that type. Scalar types provide no information beyond a name, description and optional `specifiedByURL`, while Enum types provide their values. Object and Interface types provide the fields they describe. Abstract types, Union and Interface, provide the Object types possible at runtime. List and NonNull types compose other types.",
        };

    /// <summary><c>__Field</c> (spec 4.2.3).</summary>
    public static ObjectType Field { get; } =
        new("__Field")
        {
            Description =
                "Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, and a return type.",
        };

    /// <summary><c>__InputValue</c> (spec 4.2.4).</summary>
    public static ObjectType InputValue { get; } =
        new("__InputValue")
        {
            Description =
                "Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values which describe their type and optionally a default value.",
        };

    /// <summary><c>__EnumValue</c> (spec 4.2.5).</summary>
    public static ObjectType EnumValue { get; } =
        new("__EnumValue")
        {
            Description =
                "One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value. However an Enum value is returned in a JSON response as a string.",
        };

    /// <summary><c>__Directive</c> (spec 4.2.6).</summary>
    public static ObjectType Directive { get; } =
        new("__Directive")
        {
            Description =
                "A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.\n\nIn some cases, you need to provide options to alter GraphQL's execution behavior in ways field arguments will not suffice, such as conditionally including or skipping a field. Directives provide this by describing additional information to the executor.",
        };

    /// <summary><c>__DirectiveLocation</c> (spec 4.2.6).</summary>
    public static EnumType DirectiveLocation { get; } =
        MakeEnum(
            "__DirectiveLocation",
            "A Directive can be adjacent to many parts of the GraphQL language, a __DirectiveLocation describes one such possible adjacencies.",
            ("QUERY", "Location adjacent to a query operation."),
            ("MUTATION", "Location adjacent to a mutation operation."),
            ("SUBSCRIPTION", "Location adjacent to a subscription operation."),
            ("FIELD", "Location adjacent to a field."),
            ("FRAGMENT_DEFINITION", "Location adjacent to a fragment definition."),
            ("FRAGMENT_SPREAD", "Location adjacent to a fragment spread."),
            ("INLINE_FRAGMENT", "Location adjacent to an inline fragment."),
            ("VARIABLE_DEFINITION", "Location adjacent to a variable definition."),
            ("SCHEMA", "Location adjacent to a schema definition."),
            ("SCALAR", "Location adjacent to a scalar definition."),
            ("OBJECT", "Location adjacent to an object type definition."),
            ("FIELD_DEFINITION", "Location adjacent to a field definition."),
            ("ARGUMENT_DEFINITION", "Location adjacent to an argument definition."),
            ("INTERFACE", "Location adjacent to an interface definition."),
            ("UNION", "Location adjacent to a union definition."),
            ("ENUM", "Location adjacent to an enum definition."),
            ("ENUM_VALUE", "Location adjacent to an enum value definition."),
            ("INPUT_OBJECT", "Location adjacent to an input object type definition."),
            ("INPUT_FIELD_DEFINITION", "Location adjacent to an input object field definition.")
        );

    /// <summary><c>__TypeKind</c> (spec 4.2.2).</summary>
    public static EnumType TypeKind { get; } =
        MakeEnum(
            "__TypeKind",
            "An enum describing what kind of type a given `__Type` is.",
            ("SCALAR", "Indicates this type is a scalar."),
            ("OBJECT", "Indicates this type is an object. `fields` and `interfaces` are valid fields."),
            (
                "INTERFACE",
                "Indicates this type is an interface. `fields`, `interfaces`, and `possibleTypes` are valid fields."
            ),
            ("UNION", "Indicates this type is a union. `possibleTypes` is a valid field."),
            ("ENUM", "Indicates this type is an enum. `enumValues` is a valid field."),
            ("INPUT_OBJECT", "Indicates this type is an input object. `inputFields` is a valid field."),
            ("LIST", "Indicates this type is a list. `ofType` is a valid field."),
            ("NON_NULL", "Indicates this type is a non-null. `ofType` is a valid field.")
        );

    /// <summary>All of them, in the order in which they refer to one another.</summary>
    public static IReadOnlyList<NamedType> All { get; } =
    [Schema, Type, TypeKind, Field, InputValue, EnumValue, Directive, DirectiveLocation];

    /// <summary>Whether the name is that of an introspection type.</summary>
    public static bool Contains(string name) => Find(name) is not null;

    /// <summary>The introspection type of that name; null where there is none.</summary>
    public static NamedType? Find(string name) =>
        name switch
        {
            "__Schema" => Schema,
            "__Type" => Type,
            "__TypeKind" => TypeKind,
            "__Field" => Field,
            "__InputValue" => InputValue,
            "__EnumValue" => EnumValue,
            "__Directive" => Directive,
            "__DirectiveLocation" => DirectiveLocation,
            _ => null,
        };

    private static NonNullType AllOf(NamedType type) => new(SomeOf(type));

    private static ListType SomeOf(NamedType type) => new(new NonNullType(type));

    private static void Fill(ObjectType type, params FieldSketch[] fields) =>
        type.Fields = new MemberMap<FieldDefinition>(
            fields.Select(field => new FieldDefinition(field.Name)
            {
                DeclaringType = type,
                Type = field.Type,
                Description = field.Description,
                Arguments = field.Deprecatable ? IncludeDeprecated() : MemberMap<InputValue>.Empty,
            })
        );

    private static MemberMap<InputValue> IncludeDeprecated() =>
        new([
            new("includeDeprecated")
            {
                Type = BuiltInScalars.Boolean,
                DefaultValue = new BooleanValueNode { Value = false },
                Default = false,
            },
        ]);

    private static EnumType MakeEnum(string name, string description, params (string Name, string Text)[] values) =>
        new(name)
        {
            Description = description,
            Values = new MemberMap<EnumValueDefinition>(
                values.Select(value => new EnumValueDefinition(value.Name) { Description = value.Text })
            ),
        };

    /// <summary>A field before its type is known to it.</summary>
    private sealed record FieldSketch(string Name, GraphQLType Type)
    {
        public string? Description { get; init; }

        /// <summary>Whether its items may be deprecated, and so left out unless asked for.</summary>
        public bool Deprecatable { get; init; }
    }
}
