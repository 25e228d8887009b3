using System.Collections.Immutable;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>A directive stands once at a place, unless it is repeatable (spec 5.7.3).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Directives-Are-Unique-Per-Location"/>
internal sealed class UniqueDirectivesPerLocationRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach()
    {
        Walk.OnEnter<OperationDefinitionNode>(node => Check(node.Directives));
        Walk.OnEnter<FragmentDefinitionNode>(node => Check(node.Directives));
        Walk.OnEnter<VariableDefinitionNode>(node => Check(node.Directives));
        Walk.OnEnter<FieldNode>(node => Check(node.Directives));
        Walk.OnEnter<InlineFragmentNode>(node => Check(node.Directives));
        Walk.OnEnter<FragmentSpreadNode>(node => Check(node.Directives));
    }

    private void Check(ImmutableArray<DirectiveNode> directives)
    {
        if (directives.Length < 2)
        {
            return;
        }

        var seen = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        foreach (var directive in directives)
        {
            var name = directive.Name.Value;
            if (Schema.FindDirective(name) is { IsRepeatable: false } && !seen.TryAdd(name, directive))
            {
                Report($"The directive \"@{name}\" can only be used once at this location.", seen[name], directive);
            }
        }
    }
}
