using PartnerGraph.GraphQL.Language;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>How a schema is built from SDL (spec 3).</summary>
public sealed record SchemaOptions
{
    /// <summary>Everything is checked, custom scalars take anything.</summary>
    public static SchemaOptions Default { get; } = new();

    /// <summary>Coercion of custom scalars by type name; a scalar that is not in it takes anything.</summary>
    public IReadOnlyDictionary<string, ScalarCoercion> Scalars { get; init; } =
        new Dictionary<string, ScalarCoercion>(StringComparer.Ordinal);

    /// <summary>Whether the document is checked before it is built: names, directives, extensions (spec 3, 5.6, 5.7).</summary>
    public bool CheckDocument { get; init; } = true;

    /// <summary>Whether the types are checked once they are built (spec 3, "Type Validation").</summary>
    public bool CheckTypes { get; init; } = true;

    /// <summary>Limits for SDL that comes as text.</summary>
    public ParserLimits Limits { get; init; } = ParserLimits.Trusted;
}
