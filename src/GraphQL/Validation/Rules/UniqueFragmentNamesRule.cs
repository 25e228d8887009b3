using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Fragments have different names (spec 5.5.1.1).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Fragment-Name-Uniqueness"/>
internal sealed class UniqueFragmentNamesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> known = new(StringComparer.Ordinal);

    public override void Attach() => Walk.OnEnter<FragmentDefinitionNode>(Check);

    private void Check(FragmentDefinitionNode fragment)
    {
        var name = fragment.Name;
        if (!known.TryAdd(name.Value, name))
        {
            Report($"There can be only one fragment named \"{name}\".", known[name.Value], name);
        }
    }
}
