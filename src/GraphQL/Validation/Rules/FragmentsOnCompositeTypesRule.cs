using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Fragments are on objects, interfaces and unions (spec 5.5.1.3).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Fragments-on-Object-Interface-or-Union-Types"/>
internal sealed class FragmentsOnCompositeTypesRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach()
    {
        Walk.OnEnter<InlineFragmentNode>(inline =>
        {
            if (inline.TypeCondition is { } condition && IsLeafOrInput(condition))
            {
                Report($"Fragment cannot condition on non composite type \"{condition.Name}\".", condition);
            }
        });
        Walk.OnEnter<FragmentDefinitionNode>(fragment =>
        {
            if (IsLeafOrInput(fragment.TypeCondition))
            {
                Report(
                    $"Fragment \"{fragment.Name}\" cannot condition on non composite type \"{fragment.TypeCondition.Name}\".",
                    fragment.TypeCondition
                );
            }
        });
    }

    private bool IsLeafOrInput(NamedTypeNode condition) =>
        Schema.FindType(condition.Name.Value) is ScalarType or EnumType or InputObjectType;
}
