using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Execution.Planning;

/// <summary>The values of one field for all parents of its level, found before anything is written.</summary>
internal sealed class Column<T>(int count)
{
    private GraphQLError?[]? failures;
    private GraphQLError? common;

    public T[] Values { get; private set; } = new T[count];

    /// <summary>Where the objects of each value begin in the next level; explicit, so that a parent that is skipped later shifts nothing.</summary>
    public int[]? Offsets { get; set; }

    public int Count => count;

    public void Take(IReadOnlyList<T> values) => Values = values as T[] ?? [.. values];

    public void Fail(int index, GraphQLError error) => (failures ??= new GraphQLError?[count])[index] = error;

    public void FailAll(GraphQLError error) => common = error;

    public GraphQLError? FailureOf(int index) => common ?? failures?[index];
}
