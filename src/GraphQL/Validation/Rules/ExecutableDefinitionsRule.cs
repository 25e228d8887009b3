using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Only operations and fragments can be executed (spec 5.1.1).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Executable-Definitions"/>
internal sealed class ExecutableDefinitionsRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach() => Walk.OnEnter<DocumentNode>(Check);

    private void Check(DocumentNode document)
    {
        foreach (var definition in document.Definitions)
        {
            if (definition is not ExecutableDefinitionNode)
            {
                Report($"The {NameOf(definition)} definition is not executable.", definition);
            }
        }
    }

    private static string NameOf(DefinitionNode definition) =>
        definition switch
        {
            TypeDefinitionNode type => $"\"{type.Name}\"",
            TypeExtensionNode type => $"\"{type.Name}\"",
            DirectiveDefinitionNode directive => $"\"{directive.Name}\"",
            _ => "schema",
        };
}
