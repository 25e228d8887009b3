using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Validation.Overlaps;

/// <summary>Whether two fields have the same arguments: in any order, and so the fields of input objects (spec 5.3.2).</summary>
internal sealed class ArgumentComparison(Func<int, bool> spend)
{
    private readonly Dictionary<ValueNode, string> texts = new(ReferenceEqualityComparer.Instance);

    public bool AreSame(FieldNode one, FieldNode other)
    {
        if (one.Arguments.Length != other.Arguments.Length)
        {
            return false;
        }

        foreach (var argument in one.Arguments)
        {
            if (!spend(1))
            {
                return true;
            }

            var twin = other.Arguments.LastOrDefault(candidate => candidate.Name.Value == argument.Name.Value);
            if (twin is null || TextOf(argument.Value) != TextOf(twin.Value))
            {
                return false;
            }
        }

        return true;
    }

    private string TextOf(ValueNode value)
    {
        if (!texts.TryGetValue(value, out var text))
        {
            texts[value] = text = Printer.Print(Sorted(value));
        }

        return text;
    }

    private static ValueNode Sorted(ValueNode value) =>
        value switch
        {
            ObjectValueNode @object => new ObjectValueNode
            {
                Fields =
                [
                    .. @object
                        .Fields.OrderBy(field => field.Name.Value, StringComparer.Ordinal)
                        .Select(field => new ObjectFieldNode { Name = field.Name, Value = Sorted(field.Value) }),
                ],
            },
            ListValueNode list => new ListValueNode { Values = [.. list.Values.Select(Sorted)] },
            _ => value,
        };
}
