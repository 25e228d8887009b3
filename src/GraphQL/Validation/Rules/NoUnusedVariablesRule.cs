using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Defined variables are used (spec 5.8.4).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-All-Variables-Used"/>
internal sealed class NoUnusedVariablesRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach() => Walk.OnLeave<OperationDefinitionNode>(Check);

    private void Check(OperationDefinitionNode operation)
    {
        if (operation.VariableDefinitions.IsEmpty)
        {
            return;
        }

        var used = Context
            .VariablesOf(operation)
            .Select(usage => usage.Node.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        var @in = operation.Name is { } name ? $" in operation \"{name}\"" : "";
        foreach (var variable in operation.VariableDefinitions)
        {
            if (!used.Contains(variable.Variable.Name.Value))
            {
                Report($"Variable \"${variable.Variable.Name}\" is never used{@in}.", variable);
            }
        }
    }
}
