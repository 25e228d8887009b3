using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Directives are defined and stand where they may (spec 5.7.1, 5.7.2).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Directives-Are-Defined"/>
internal sealed class KnownDirectivesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, HashSet<string>> inDocument = context
        .Document.Definitions.OfType<DirectiveDefinitionNode>()
        .GroupBy(definition => definition.Name.Value)
        .ToDictionary(
            group => group.Key,
            group => group.Last().Locations.Select(location => location.Value).ToHashSet(StringComparer.Ordinal)
        );

    private int unknown;

    public override void Attach() => Walk.OnEnter<DirectiveNode>(Check);

    private void Check(DirectiveNode directive)
    {
        var name = directive.Name.Value;
        var locations = inDocument.GetValueOrDefault(name) as IEnumerable<string> ?? Walk.Directive?.Locations;
        if (locations is null)
        {
            if (unknown++ < Context.Options.MaxUnknownDirectives)
            {
                Report($"Unknown directive \"@{name}\".", directive);
            }

            return;
        }

        if (LocationOf(Walk.Owner) is { } location && !locations.Contains(location))
        {
            Report($"Directive \"@{name}\" may not be used on {location}.", directive);
        }
    }

    private string? LocationOf(SyntaxNode? owner) =>
        owner switch
        {
            OperationDefinitionNode { Operation: OperationType.Query } => "QUERY",
            OperationDefinitionNode { Operation: OperationType.Mutation } => "MUTATION",
            OperationDefinitionNode { Operation: OperationType.Subscription } => "SUBSCRIPTION",
            FieldNode => "FIELD",
            FragmentSpreadNode => "FRAGMENT_SPREAD",
            InlineFragmentNode => "INLINE_FRAGMENT",
            FragmentDefinitionNode => "FRAGMENT_DEFINITION",
            VariableDefinitionNode => "VARIABLE_DEFINITION",
            SchemaDefinitionNode or SchemaExtensionNode => "SCHEMA",
            ScalarTypeDefinitionNode or ScalarTypeExtensionNode => "SCALAR",
            ObjectTypeDefinitionNode or ObjectTypeExtensionNode => "OBJECT",
            FieldDefinitionNode => "FIELD_DEFINITION",
            InterfaceTypeDefinitionNode or InterfaceTypeExtensionNode => "INTERFACE",
            UnionTypeDefinitionNode or UnionTypeExtensionNode => "UNION",
            EnumTypeDefinitionNode or EnumTypeExtensionNode => "ENUM",
            EnumValueDefinitionNode => "ENUM_VALUE",
            InputObjectTypeDefinitionNode or InputObjectTypeExtensionNode => "INPUT_OBJECT",
            InputValueDefinitionNode => Walk.Definition is InputObjectTypeDefinitionNode
                ? "INPUT_FIELD_DEFINITION"
                : "ARGUMENT_DEFINITION",
            _ => null,
        };
}
