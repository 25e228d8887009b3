using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>The variables of an operation have different names (spec 5.8.1).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Variable-Uniqueness"/>
internal sealed class UniqueVariableNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach() => Walk.OnEnter<OperationDefinitionNode>(Check);

    private void Check(OperationDefinitionNode operation)
    {
        foreach (var group in operation.VariableDefinitions.GroupBy(variable => variable.Variable.Name.Value))
        {
            if (group.Skip(1).Any())
            {
                Report(
                    $"There can be only one variable named \"${group.Key}\".",
                    [.. group.Select(variable => variable.Variable.Name)]
                );
            }
        }
    }
}
