using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>A fragment can apply where it is spread (spec 5.5.2.3).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Fragment-Spread-Is-Possible"/>
internal sealed class PossibleFragmentSpreadsRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach()
    {
        Walk.OnEnter<InlineFragmentNode>(inline => Check("Fragment", Walk.Type as NamedType, inline));
        Walk.OnEnter<FragmentSpreadNode>(spread =>
            Check($"Fragment \"{spread.Name}\"", TypeOf(spread.Name.Value), spread)
        );
    }

    private void Check(string fragment, NamedType? type, SelectionNode selection)
    {
        if (
            type is FieldsType or UnionType
            && Walk.ParentType is { } parent
            && !TypeRelations.Overlap(Schema, type, parent)
        )
        {
            Report(
                $"{fragment} cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".",
                selection
            );
        }
    }

    private NamedType? TypeOf(string fragment) =>
        Context.Fragment(fragment) is { } found ? Schema.FindType(found.TypeCondition.Name.Value) : null;
}
