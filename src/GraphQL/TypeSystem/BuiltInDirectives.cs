using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>The directives that every schema has (spec 3.13.1 to 3.13.5). Shared by all schemas.</summary>
public static class BuiltInDirectives
{
    /// <summary>The reason where <c>@deprecated</c> gives none (spec 3.13.3).</summary>
    public const string DefaultDeprecationReason = "No longer supported";

    /// <summary><c>@include(if:)</c> (spec 3.13.2).</summary>
    public static DirectiveDefinition Include { get; } =
        Make(
            "include",
            "Directs the executor to include this field or fragment only when the `if` argument is true.",
            ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
            Argument("if", "Included when true.", new NonNullType(BuiltInScalars.Boolean))
        );

    /// <summary><c>@skip(if:)</c> (spec 3.13.1).</summary>
    public static DirectiveDefinition Skip { get; } =
        Make(
            "skip",
            "Directs the executor to skip this field or fragment when the `if` argument is true.",
            ["FIELD", "FRAGMENT_SPREAD", "INLINE_FRAGMENT"],
            Argument("if", "Skipped when true.", new NonNullType(BuiltInScalars.Boolean))
        );

    /// <summary><c>@deprecated(reason:)</c> (spec 3.13.3).</summary>
    public static DirectiveDefinition Deprecated { get; } =
        Make(
            "deprecated",
            "Marks an element of a GraphQL schema as no longer supported.",
            ["FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INPUT_FIELD_DEFINITION", "ENUM_VALUE"],
            Argument(
                "reason",
                "Explains why this element was deprecated, usually also including a suggestion for how to access supported similar data. Formatted using the Markdown syntax, as specified by [CommonMark](https://commonmark.org/).",
                BuiltInScalars.String,
                DefaultDeprecationReason
            )
        );

    /// <summary><c>@specifiedBy(url:)</c> (spec 3.13.4).</summary>
    public static DirectiveDefinition SpecifiedBy { get; } =
        Make(
            "specifiedBy",
            "Exposes a URL that specifies the behavior of this scalar.",
            ["SCALAR"],
            Argument(
                "url",
                "The URL that specifies the behavior of this scalar.",
                new NonNullType(BuiltInScalars.String)
            )
        );

    /// <summary><c>@oneOf</c> (spec 3.13.5).</summary>
    public static DirectiveDefinition OneOf { get; } =
        Make(
            "oneOf",
            "Indicates exactly one field must be supplied and this field must not be `null`.",
            ["INPUT_OBJECT"]
        );

    /// <summary>All five, in the order that schemas list them.</summary>
    public static IReadOnlyList<DirectiveDefinition> All { get; } = [Include, Skip, Deprecated, SpecifiedBy, OneOf];

    /// <summary>Whether the name is that of a built-in directive.</summary>
    public static bool Contains(string name) => name is "include" or "skip" or "deprecated" or "specifiedBy" or "oneOf";

    private static DirectiveDefinition Make(
        string name,
        string description,
        string[] locations,
        params InputValue[] arguments
    ) =>
        new(name)
        {
            Description = description,
            Locations = locations,
            Arguments = new MemberMap<InputValue>(arguments),
        };

    private static InputValue Argument(string name, string description, GraphQLType type, string? @default = null) =>
        new(name)
        {
            Description = description,
            Type = type,
            DefaultValue = @default is null ? null : new StringValueNode { Value = @default },
            Default = @default,
        };
}
