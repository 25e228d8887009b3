using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Errors;

/// <summary>A line and column in a document, both from 1 (spec 7.1.2).</summary>
public readonly record struct SourceLocation(int Line, int Column);

/// <summary>An error of a request, a field or a schema, as it stands in a response (spec 7.1.2).</summary>
public sealed record GraphQLError(string Message)
{
    /// <summary>The places in the document that the error is about; may be empty.</summary>
    public ImmutableArray<SourceLocation> Locations { get; init; } = [];

    /// <summary>Response names (<see cref="string"/>) and list indices (<see cref="int"/>) from the root; default where there is no path.</summary>
    public ImmutableArray<object> Path { get; init; }

    /// <summary>The value of <c>extensions.code</c>, see <see cref="ErrorCodes"/>; null to leave it out.</summary>
    public string? Code { get; init; }

    /// <summary>More members of <c>extensions</c>, plain data only.</summary>
    public ImmutableDictionary<string, object?> Extensions { get; init; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>What failed, for logs; never part of a response.</summary>
    public Exception? Cause { get; init; }

    /// <summary>An error about these nodes.</summary>
    public static GraphQLError At(string message, params ReadOnlySpan<SyntaxNode?> nodes)
    {
        var locations = ImmutableArray.CreateBuilder<SourceLocation>(nodes.Length);
        foreach (var node in nodes)
        {
            if (node is { Location.Line: > 0 })
            {
                locations.Add(new SourceLocation(node.Location.Line, node.Location.Column));
            }
        }

        return new GraphQLError(message) { Locations = locations.DrainToImmutable() };
    }
}

/// <summary>A failure that carries its own error: thrown by resolvers and by coercion (spec 6.4.4).</summary>
public class GraphQLException(GraphQLError error) : Exception(error.Message, error.Cause)
{
    /// <summary>A failure with a message and a code for <c>extensions.code</c>.</summary>
    public GraphQLException(string message, string? code = null)
        : this(new GraphQLError(message) { Code = code }) { }

    /// <summary>The error; the executor adds path and locations.</summary>
    public GraphQLError Error { get; } = error;
}
