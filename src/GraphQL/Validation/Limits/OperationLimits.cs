using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Limits;

/// <summary>What one operation may ask, all fragments counted wherever they are spread; the defaults are safe.</summary>
public sealed record OperationLimits
{
    /// <summary>Safe defaults.</summary>
    public static OperationLimits Default { get; } = new();

    /// <summary>Fields inside each other; 20 by default.</summary>
    public int MaxDepth { get; init; } = 20;

    /// <summary>Fields with an alias; 60 by default.</summary>
    public int MaxAliases { get; init; } = 60;

    /// <summary>Directives; 60 by default.</summary>
    public int MaxDirectives { get; init; } = 60;

    /// <summary>The cost; 20,000 by default.</summary>
    public double MaxCost { get; init; } = 20_000;

    /// <summary>Root fields that may stand only once in an operation, by name; none by default.</summary>
    public IReadOnlySet<string> OncePerOperation { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>How many items a list is taken to have where no argument tells; 20 by default.</summary>
    public int AssumedListSize { get; init; } = 20;

    /// <summary>The arguments that tell how many items a list or connection has at most.</summary>
    public IReadOnlyList<string> SizeArguments { get; init; } = ["first", "last"];

    /// <summary>The cost of a field itself, for each time it is resolved; by default 1 for an object or a list, 0 for a leaf.</summary>
    public Func<FieldDefinition, double> FieldWeight { get; init; } =
        static field => field.Type.Named is ScalarType or EnumType && field.Type.Nullable is not ListType ? 0 : 1;
}
