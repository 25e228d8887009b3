using System.Collections.Immutable;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>A schema that cannot be, with everything that is wrong with it (spec 3.1, 3.3 to 3.13, "Type Validation").</summary>
public sealed class SchemaException(ImmutableArray<GraphQLError> errors)
    : Exception(string.Join("\n\n", errors.Select(error => error.Message)))
{
    internal SchemaException(string message)
        : this([new GraphQLError(message)]) { }

    /// <summary>All errors, with their places in the SDL.</summary>
    public ImmutableArray<GraphQLError> Errors { get; } = errors;
}
