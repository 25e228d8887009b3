using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Variables in use are defined, within fragments by each operation that reaches them (spec 5.8.3).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-All-Variable-Uses-Defined"/>
internal sealed class NoUndefinedVariablesRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach() => Walk.OnLeave<OperationDefinitionNode>(Check);

    private void Check(OperationDefinitionNode operation)
    {
        var defined = operation
            .VariableDefinitions.Select(variable => variable.Variable.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        var by = operation.Name is { } name ? $" by operation \"{name}\"" : "";
        foreach (var (variable, _, _, _) in Context.VariablesOf(operation))
        {
            if (!defined.Contains(variable.Name.Value))
            {
                Report($"Variable \"${variable.Name}\" is not defined{by}.", variable, operation);
            }
        }
    }
}
