using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Paging;

namespace PartnerGraph.Graph.Schema;

/// <summary>A page of a list as Relay shapes it; the count is asked for only where it is selected.</summary>
public sealed class Connection<TRow>(PageSlice<TRow> slice, Func<CancellationToken, Task<int?>> count)
{
    public IReadOnlyList<TRow> Nodes => slice.Items;

    public IReadOnlyList<Edge<TRow>> Edges =>
        [.. slice.Items.Select((row, index) => new Edge<TRow>(slice.Cursors[index], row))];

    public PageInfo PageInfo => new(slice.HasNextPage, slice.HasPreviousPage, slice.StartCursor, slice.EndCursor);

    public Task<int?> CountAsync(CancellationToken cancellation) => count(cancellation);
}

public sealed record Edge<TRow>(string Cursor, TRow Node);

public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);

internal static class ConnectionBinding
{
    public static void BindPageInfo(SchemaBinding schema) =>
        schema.Object<PageInfo>(
            "PageInfo",
            type =>
            {
                type.Field(page => page.HasNextPage);
                type.Field(page => page.HasPreviousPage);
                type.Field(page => page.StartCursor);
                type.Field(page => page.EndCursor);
            }
        );

    /// <summary>The connection and the edge of a node type, by their names in the schema.</summary>
    public static void Connection<TRow>(this SchemaBinding schema, string node)
        where TRow : notnull
    {
        schema.Object<Connection<TRow>>(
            node + "Connection",
            type =>
            {
                type.Field("edges", connection => connection.Edges);
                type.Field("nodes", connection => connection.Nodes);
                type.Field("pageInfo", connection => connection.PageInfo);
                type.FieldAsync("totalCount", (connection, context) => connection.CountAsync(context.Cancellation));
            }
        );
        schema.Object<Edge<TRow>>(
            node + "Edge",
            type =>
            {
                type.Field("cursor", edge => edge.Cursor);
                type.Field("node", edge => edge.Node);
            }
        );
    }

    /// <summary>The field's paging arguments; wrong ones refuse the field.</summary>
    public static PageRequest Page(this FieldContext context) =>
        PageRequest.TryRead(
            context.Argument<int?>("first"),
            context.Argument<string?>("after"),
            context.Argument<int?>("last"),
            context.Argument<string?>("before"),
            out var page,
            out var problem
        )
            ? page
            : throw new GraphQLException(problem, ErrorCodes.BadUserInput);

    /// <summary>A page, or one for each parent; a cursor of another list refuses the field.</summary>
    public static async Task<TPages> ReadAsync<TPages>(this FieldContext context, Func<PageRequest, Task<TPages>> read)
    {
        try
        {
            return await read(context.Page());
        }
        catch (ForeignCursorException foreign)
        {
            throw new GraphQLException(foreign.Message, ErrorCodes.BadUserInput);
        }
    }
}
