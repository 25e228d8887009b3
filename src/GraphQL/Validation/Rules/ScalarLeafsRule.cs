using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Leaf fields have no selections, all others have some (spec 5.3.3).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Leaf-Field-Selections"/>
internal sealed class ScalarLeafsRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach() => Walk.OnEnter<FieldNode>(Check);

    private void Check(FieldNode field)
    {
        if (Walk.Type is not { } type)
        {
            return;
        }

        if (type.Named is ScalarType or EnumType)
        {
            if (field.SelectionSet is { } set)
            {
                Report(
                    $"Field \"{field.Name}\" must not have a selection since type \"{type}\" has no subfields.",
                    set
                );
            }
        }
        else if (field.SelectionSet is null)
        {
            Report(
                $"Field \"{field.Name}\" of type \"{type}\" must have a selection of subfields. Did you mean \"{field.Name} {{ ... }}\"?",
                field
            );
        }
        else if (field.SelectionSet.Selections.IsEmpty)
        {
            Report($"Field \"{field.Name}\" of type \"{type}\" must have at least one field selected.", field);
        }
    }
}
