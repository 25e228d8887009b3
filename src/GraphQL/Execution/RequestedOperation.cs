using PartnerGraph.GraphQL.Language.Ast;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>The operation that a request asks for, before anything of it runs (spec 6.1).</summary>
/// <param name="Type">Query, mutation or subscription.</param>
/// <param name="RootFields">The names of the root fields, not their aliases.</param>
public sealed record RequestedOperation(OperationType Type, IReadOnlySet<string> RootFields)
{
    internal static RequestedOperation Of(DocumentNode document, OperationDefinitionNode operation)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        var fragments = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (open.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FieldNode field:
                        fields.Add(field.Name.Value);
                        break;
                    case InlineFragmentNode inline:
                        open.Push(inline.SelectionSet);
                        break;
                    case FragmentSpreadNode spread when fragments.Add(spread.Name.Value):
                        open.Push(Fragment(document, spread.Name.Value).SelectionSet);
                        break;
                }
            }
        }

        return new RequestedOperation(operation.Operation, fields);
    }

    // A document that was found valid has every fragment that it spreads.
    private static FragmentDefinitionNode Fragment(DocumentNode document, string name) =>
        document.Definitions.OfType<FragmentDefinitionNode>().First(fragment => fragment.Name.Value == name);
}
