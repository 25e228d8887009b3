using System.Collections.Frozen;
using PartnerGraph.GraphQL.Execution.Coercion;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Introspection;

/// <summary>What the fields of the introspection types answer (spec 4.2).</summary>
public static class IntrospectionFields
{
    /// <summary>
    /// Type name, then field name, to the resolver: from the parent (<see cref="Schema"/>, a type, a member) and the coerced arguments to
    /// the value. <c>__Type.possibleTypes</c> needs the schema as well and is made for one by <see cref="For"/>.
    /// </summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, Func<object, ArgumentValues, object?>>> For(
        Schema schema
    ) =>
        new Dictionary<string, IReadOnlyDictionary<string, Func<object, ArgumentValues, object?>>>(
            StringComparer.Ordinal
        )
        {
            ["__Schema"] = SchemaFields,
            ["__Type"] = TypeFields(schema),
            ["__Field"] = FieldFields,
            ["__InputValue"] = InputValueFields,
            ["__EnumValue"] = EnumValueFields,
            ["__Directive"] = DirectiveFields,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The value of <c>__Type.kind</c> (spec 4.2.2).</summary>
    public static string KindOf(GraphQLType type) =>
        type switch
        {
            ScalarType => "SCALAR",
            ObjectType => "OBJECT",
            InterfaceType => "INTERFACE",
            UnionType => "UNION",
            EnumType => "ENUM",
            InputObjectType => "INPUT_OBJECT",
            ListType => "LIST",
            _ => "NON_NULL",
        };

    /// <summary>The value of <c>__Type.ofType</c>: the type inside a list or non-null type (spec 4.2.2).</summary>
    public static GraphQLType? InsideOf(GraphQLType type) =>
        type switch
        {
            ListType list => list.OfType,
            NonNullType nonNull => nonNull.OfType,
            _ => null,
        };

    /// <summary>The value of <c>__InputValue.defaultValue</c>: the coerced default as a literal (spec 4.2.4).</summary>
    public static string? DefaultOf(InputValue value) =>
        value.HasDefault && LiteralPrinter.FromValue(value.Default, value.Type) is { } literal
            ? Printer.Print(literal)
            : null;

    private static readonly FrozenDictionary<string, Func<object, ArgumentValues, object?>> SchemaFields = Table(
        ("description", static (parent, _) => ((Schema)parent).Description),
        ("types", static (parent, _) => ((Schema)parent).Types),
        ("queryType", static (parent, _) => ((Schema)parent).QueryType),
        ("mutationType", static (parent, _) => ((Schema)parent).MutationType),
        ("subscriptionType", static (parent, _) => ((Schema)parent).SubscriptionType),
        ("directives", static (parent, _) => ((Schema)parent).Directives)
    );

    private static readonly FrozenDictionary<string, Func<object, ArgumentValues, object?>> FieldFields = Table(
        ("name", static (parent, _) => ((FieldDefinition)parent).Name),
        ("description", static (parent, _) => ((FieldDefinition)parent).Description),
        ("args", static (parent, arguments) => Shown(((FieldDefinition)parent).Arguments, arguments)),
        ("type", static (parent, _) => ((FieldDefinition)parent).Type),
        ("isDeprecated", static (parent, _) => ((FieldDefinition)parent).DeprecationReason is not null),
        ("deprecationReason", static (parent, _) => ((FieldDefinition)parent).DeprecationReason)
    );

    private static readonly FrozenDictionary<string, Func<object, ArgumentValues, object?>> InputValueFields = Table(
        ("name", static (parent, _) => ((InputValue)parent).Name),
        ("description", static (parent, _) => ((InputValue)parent).Description),
        ("type", static (parent, _) => ((InputValue)parent).Type),
        ("defaultValue", static (parent, _) => DefaultOf((InputValue)parent)),
        ("isDeprecated", static (parent, _) => ((InputValue)parent).DeprecationReason is not null),
        ("deprecationReason", static (parent, _) => ((InputValue)parent).DeprecationReason)
    );

    private static readonly FrozenDictionary<string, Func<object, ArgumentValues, object?>> EnumValueFields = Table(
        ("name", static (parent, _) => ((EnumValueDefinition)parent).Name),
        ("description", static (parent, _) => ((EnumValueDefinition)parent).Description),
        ("isDeprecated", static (parent, _) => ((EnumValueDefinition)parent).DeprecationReason is not null),
        ("deprecationReason", static (parent, _) => ((EnumValueDefinition)parent).DeprecationReason)
    );

    private static readonly FrozenDictionary<string, Func<object, ArgumentValues, object?>> DirectiveFields = Table(
        ("name", static (parent, _) => ((DirectiveDefinition)parent).Name),
        ("description", static (parent, _) => ((DirectiveDefinition)parent).Description),
        ("isRepeatable", static (parent, _) => ((DirectiveDefinition)parent).IsRepeatable),
        ("locations", static (parent, _) => ((DirectiveDefinition)parent).Locations),
        ("args", static (parent, arguments) => Shown(((DirectiveDefinition)parent).Arguments, arguments))
    );

    private static FrozenDictionary<string, Func<object, ArgumentValues, object?>> TypeFields(Schema schema) =>
        Table(
            ("kind", static (parent, _) => KindOf((GraphQLType)parent)),
            ("name", static (parent, _) => (parent as NamedType)?.Name),
            ("description", static (parent, _) => (parent as NamedType)?.Description),
            ("specifiedByURL", static (parent, _) => (parent as ScalarType)?.SpecifiedByUrl),
            ("fields", static (parent, arguments) => parent is FieldsType type ? Shown(type.Fields, arguments) : null),
            ("interfaces", static (parent, _) => (parent as FieldsType)?.Interfaces),
            (
                "possibleTypes",
                (parent, _) => parent is InterfaceType or UnionType ? schema.PossibleTypes((NamedType)parent) : null
            ),
            (
                "enumValues",
                static (parent, arguments) => parent is EnumType type ? Shown(type.Values, arguments) : null
            ),
            (
                "inputFields",
                static (parent, arguments) => parent is InputObjectType type ? Shown(type.Fields, arguments) : null
            ),
            ("ofType", static (parent, _) => InsideOf((GraphQLType)parent)),
            ("isOneOf", static (parent, _) => (parent as InputObjectType)?.IsOneOf)
        );

    /// <summary>The members, without the deprecated ones unless they are asked for.</summary>
    private static IReadOnlyList<T> Shown<T>(MemberMap<T> members, ArgumentValues arguments)
        where T : SchemaMember =>
        arguments.Find("includeDeprecated") is true
            ? members
            : [.. members.Where(static member => member.DeprecationReason is null)];

    private static FrozenDictionary<string, Func<object, ArgumentValues, object?>> Table(
        params (string Name, Func<object, ArgumentValues, object?> Resolve)[] fields
    ) => fields.ToFrozenDictionary(static field => field.Name, static field => field.Resolve, StringComparer.Ordinal);
}
