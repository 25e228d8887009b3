using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>Fields are on the type that is selected (spec 5.3.1).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Field-Selections"/>
internal sealed class FieldsOnCorrectTypeRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach() => Walk.OnEnter<FieldNode>(Check);

    private void Check(FieldNode field)
    {
        if (Walk.ParentType is { } type && Walk.Field is null)
        {
            var name = field.Name.Value;
            Report($"Cannot query field \"{name}\" on type \"{type}\".{Question(type, name)}", field);
        }
    }

    private string Question(NamedType type, string name)
    {
        if (!Context.Options.Suggestions)
        {
            return "";
        }

        var types = TypesWithField(type, name);
        return types.Count > 0
            ? Suggestions.Ask("to use an inline fragment on", types)
            : Context.DidYouMean(name, (type as FieldsType)?.Fields.Select(field => field.Name) ?? []);
    }

    /// <summary>
    /// The types of an abstract type's objects that have the field, and their interfaces that have it:
    /// those that most have in common first.
    /// </summary>
    private List<string> TypesWithField(NamedType type, string name)
    {
        if (type is ObjectType)
        {
            return [];
        }

        var uses = new Dictionary<FieldsType, int>();
        var found = new List<FieldsType>();
        foreach (var possible in Schema.PossibleTypes(type).Where(possible => possible.Fields.Find(name) is not null))
        {
            found.Add(possible);
            uses[possible] = 1;
            foreach (var @interface in possible.Interfaces.Where(shared => shared.Fields.Find(name) is not null))
            {
                if (uses.TryAdd(@interface, 0))
                {
                    found.Add(@interface);
                }

                uses[@interface]++;
            }
        }

        return [.. Sorted(found, uses).Select(suggested => suggested.Name)];
    }

    /// <summary>By insertion: "supertype before subtype" is no order that other ways of sorting could rely on.</summary>
    private List<FieldsType> Sorted(List<FieldsType> types, Dictionary<FieldsType, int> uses)
    {
        var sorted = new List<FieldsType>(types.Count);
        foreach (var type in types)
        {
            var at = sorted.Count;
            while (at > 0 && Compare(sorted[at - 1], type, uses) > 0)
            {
                at--;
            }

            sorted.Insert(at, type);
        }

        return sorted;
    }

    private int Compare(FieldsType one, FieldsType other, Dictionary<FieldsType, int> uses)
    {
        if (uses[one] != uses[other])
        {
            return uses[other] - uses[one];
        }

        if (one is InterfaceType && Schema.IsSubType(one, other))
        {
            return -1;
        }

        return other is InterfaceType && Schema.IsSubType(other, one) ? 1 : NaturalOrder.Compare(one.Name, other.Name);
    }
}
