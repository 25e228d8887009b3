using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>An operation without a name is the only one (spec 5.2.3.1).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Lone-Anonymous-Operation"/>
internal sealed class LoneAnonymousOperationRule(ValidationContext context) : ValidationRule(context)
{
    private int operations;

    public override void Attach()
    {
        Walk.OnEnter<DocumentNode>(document =>
            operations = document.Definitions.OfType<OperationDefinitionNode>().Count()
        );
        Walk.OnEnter<OperationDefinitionNode>(Check);
    }

    private void Check(OperationDefinitionNode operation)
    {
        if (operation.Name is null && operations > 1)
        {
            Report("This anonymous operation must be the only defined operation.", operation);
        }
    }
}
