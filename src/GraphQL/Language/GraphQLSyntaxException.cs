using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Language;

/// <summary>A source that is not GraphQL, or is more of it than the limits allow (spec 2, 7.1.2).</summary>
public sealed class GraphQLSyntaxException(GraphQLError error) : GraphQLException(error)
{
    internal static GraphQLSyntaxException At(string source, int position, string description) =>
        Make(source, position, description, ErrorCodes.SyntaxError);

    internal static GraphQLSyntaxException OverLimit(string source, int position, string description) =>
        Make(source, position, description, ErrorCodes.CostExceeded);

    private static GraphQLSyntaxException Make(string source, int position, string description, string code) =>
        new(
            new GraphQLError($"Syntax Error: {description}")
            {
                Code = code,
                Locations = [SourcePosition.Find(source, position)],
            }
        );
}
