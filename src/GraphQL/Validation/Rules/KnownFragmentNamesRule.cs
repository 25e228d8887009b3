using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Fragments that are spread are defined (spec 5.5.2.1).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Fragment-Spread-Target-Defined"/>
internal sealed class KnownFragmentNamesRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach() => Walk.OnEnter<FragmentSpreadNode>(Check);

    private void Check(FragmentSpreadNode spread)
    {
        if (Context.Fragment(spread.Name.Value) is null)
        {
            Report($"Unknown fragment \"{spread.Name}\".", spread.Name);
        }
    }
}
