using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SchemaRules;

/// <summary>The schema that is checked and what is wrong with it so far.</summary>
internal sealed class SchemaReport(Schema schema)
{
    private readonly List<GraphQLError> errors = [];

    public Schema Schema => schema;

    public IReadOnlyList<GraphQLError> Errors => errors;

    public void Add(string message, params ReadOnlySpan<SyntaxNode?> nodes) =>
        errors.Add(GraphQLError.At(message, nodes) with { Code = ErrorCodes.ValidationFailed });

    /// <summary>The <c>@deprecated</c> of an argument or input field, for its place.</summary>
    public static DirectiveNode? DeprecatedNode(InputValue value) =>
        value.Node?.Directives.FirstOrDefault(static node =>
            string.Equals(node.Name.Value, BuiltInDirectives.Deprecated.Name, StringComparison.Ordinal)
        );
}
