using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>An operation, ready to run any number of times, at the same time too (spec 6.2).</summary>
internal sealed class OperationPlan(
    OperationDefinitionNode operation,
    SelectionPlan<object> root,
    int runCount,
    int columnCount,
    int levelCount,
    int characters
)
{
    public OperationDefinitionNode Operation { get; } = operation;
    public SelectionPlan<object> Root { get; } = root;
    public int RunCount { get; } = runCount;
    public int ColumnCount { get; } = columnCount;
    public int LevelCount { get; } = levelCount;

    public string? Name => Operation.Name?.Value;

    /// <summary>Whether nothing but meta fields is asked, so that the answer depends on the schema alone.</summary>
    public bool IsIntrospectionOnly { get; } =
        operation.Operation == OperationType.Query
        && root.Fields.Length > 0
        && root.Fields.All(field => field.Definition.Name.StartsWith("__", StringComparison.Ordinal));

    public bool AsksIntrospection { get; } = root.Fields.Any(field => field.Definition.Name is "__schema" or "__type");

    /// <summary>What the plan holds in memory, roughly: some objects and arrays for each field, and the document's tree.</summary>
    public long EstimatedBytes { get; } = 1_000 + (runCount * 600L) + (characters * CheckedDocument.BytesOfCharacter);
}
