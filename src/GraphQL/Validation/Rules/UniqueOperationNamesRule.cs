using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Operations have different names (spec 5.2.2.1).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Operation-Name-Uniqueness"/>
internal sealed class UniqueOperationNamesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> known = new(StringComparer.Ordinal);

    public override void Attach() => Walk.OnEnter<OperationDefinitionNode>(Check);

    private void Check(OperationDefinitionNode operation)
    {
        if (operation.Name is { } name && !known.TryAdd(name.Value, name))
        {
            Report($"There can be only one operation named \"{name}\".", known[name.Value], name);
        }
    }
}
