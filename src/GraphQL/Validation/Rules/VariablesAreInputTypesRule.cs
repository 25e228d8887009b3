using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Variables have input types (spec 5.8.2).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Variables-Are-Input-Types"/>
internal sealed class VariablesAreInputTypesRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach() => Walk.OnEnter<VariableDefinitionNode>(Check);

    private void Check(VariableDefinitionNode variable)
    {
        if (TypeReference.Resolve(Schema, variable.Type) is { IsInput: false })
        {
            Report(
                $"Variable \"${variable.Variable.Name}\" cannot be non-input type \"{TypeReference.TextOf(variable.Type)}\".",
                variable.Type
            );
        }
    }
}
