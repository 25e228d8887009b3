using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.TypeSystem.SdlRules;

/// <summary>What the rules about a type system document share.</summary>
internal sealed class SdlContext(DocumentNode document, Schema? schema)
{
    private readonly List<GraphQLError> errors = [];

    /// <summary>The document that is checked.</summary>
    public DocumentNode Document => document;

    /// <summary>The schema that the document extends; null where it makes a new one.</summary>
    public Schema? Schema => schema;

    public IReadOnlyList<GraphQLError> Errors => errors;

    /// <summary>The directives that exist before the document: of the schema, else the built-in ones.</summary>
    public IReadOnlyList<DirectiveDefinition> ExistingDirectives => schema?.Directives ?? BuiltInDirectives.All;

    /// <summary>The directives that the document defines.</summary>
    public IEnumerable<DirectiveDefinitionNode> DefinedDirectives =>
        document.Definitions.OfType<DirectiveDefinitionNode>();

    /// <summary>The types that the document defines; of two with one name the last.</summary>
    public OrderedDictionary<string, TypeDefinitionNode> DefinedTypes { get; } = Types(document);

    public void Report(string message, params ReadOnlySpan<SyntaxNode?> nodes) =>
        errors.Add(GraphQLError.At(message, nodes) with { Code = ErrorCodes.ValidationFailed });

    private static OrderedDictionary<string, TypeDefinitionNode> Types(DocumentNode document)
    {
        var types = new OrderedDictionary<string, TypeDefinitionNode>(StringComparer.Ordinal);
        foreach (var node in document.Definitions.OfType<TypeDefinitionNode>())
        {
            types[node.Name.Value] = node;
        }

        return types;
    }
}
