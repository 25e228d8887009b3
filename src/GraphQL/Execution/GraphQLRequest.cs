using System.Text.Json;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>What a client asks for (spec 6.1).</summary>
public sealed record GraphQLRequest
{
    /// <summary>The document's text; null where <see cref="DocumentId"/> names a trusted one.</summary>
    public string? Query { get; init; }

    /// <summary>The id of a trusted document, <c>sha256:…</c>.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Which operation of the document to run; null where it has only one.</summary>
    public string? OperationName { get; init; }

    /// <summary>A JSON object of variables; undefined or null for none.</summary>
    public JsonElement Variables { get; init; }

    /// <summary>A JSON object for the application; undefined or null for none.</summary>
    public JsonElement Extensions { get; init; }

    /// <summary>Whether only a query may run (GET).</summary>
    public bool QueriesOnly { get; init; }
}
