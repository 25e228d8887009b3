using System.Collections.Frozen;

namespace PartnerGraph.GraphQL.Language;

/// <summary>The places where a directive may stand (spec 3.13).</summary>
public static class DirectiveLocations
{
    /// <summary>All names of the grammar, executable ones first (spec 3.13).</summary>
    public static FrozenSet<string> All { get; } =
        FrozenSet.ToFrozenSet(
            [
                "QUERY",
                "MUTATION",
                "SUBSCRIPTION",
                "FIELD",
                "FRAGMENT_DEFINITION",
                "FRAGMENT_SPREAD",
                "INLINE_FRAGMENT",
                "VARIABLE_DEFINITION",
                "SCHEMA",
                "SCALAR",
                "OBJECT",
                "FIELD_DEFINITION",
                "ARGUMENT_DEFINITION",
                "INTERFACE",
                "UNION",
                "ENUM",
                "ENUM_VALUE",
                "INPUT_OBJECT",
                "INPUT_FIELD_DEFINITION",
            ],
            StringComparer.Ordinal
        );
}
