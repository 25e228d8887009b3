using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation.Rules;

/// <summary>A subscription has one root field, whatever the variables are (spec 5.2.4.1).</summary>
/// <seealso href="https://spec.graphql.org/September2025/#sec-Single-Root-Field"/>
internal sealed class SingleFieldSubscriptionsRule(ValidationContext context) : ValidationRule(context)
{
    public override void Attach() => Walk.OnEnter<OperationDefinitionNode>(Check);

    private void Check(OperationDefinitionNode operation)
    {
        if (operation.Operation != OperationType.Subscription || Schema.SubscriptionType is not { } root)
        {
            return;
        }

        var subscription = operation.Name is { } name ? $"Subscription \"{name}\"" : "Anonymous Subscription";
        // With a condition, how many fields there are would be known at the request only: the edition forbids it.
        var fields = new RootFields(Context, root);
        fields.Collect(operation.SelectionSet);
        if (fields.Conditions.Count > 0)
        {
            Report(
                $"{subscription} must not use `@skip` and `@include` directives in the top level selection.",
                [.. fields.Conditions]
            );
            return;
        }

        if (fields.ByResponseName.Count > 1)
        {
            Report(
                $"{subscription} must select only one top level field.",
                [.. fields.ByResponseName.Skip(1).SelectMany(group => group)]
            );
        }

        foreach (var group in fields.ByResponseName)
        {
            if (group[0].Name.Value.StartsWith("__", StringComparison.Ordinal))
            {
                Report($"{subscription} must not select an introspection top level field.", [.. group]);
            }
        }
    }

    /// <summary>CollectSubscriptionFields (spec 5.2.4.1).</summary>
    private sealed class RootFields(ValidationContext context, ObjectType root)
    {
        private readonly Dictionary<string, List<FieldNode>> groups = new(StringComparer.Ordinal);
        private readonly HashSet<string> visited = new(StringComparer.Ordinal);

        public List<List<FieldNode>> ByResponseName { get; } = [];

        public List<DirectiveNode> Conditions { get; } = [];

        public void Collect(SelectionSetNode set)
        {
            foreach (var selection in set.Selections)
            {
                Conditions.AddRange(
                    selection.Directives.Where(directive => directive.Name.Value is "skip" or "include")
                );
                switch (selection)
                {
                    case FieldNode field:
                        Add(field);
                        break;
                    case InlineFragmentNode inline when Applies(inline.TypeCondition):
                        Collect(inline.SelectionSet);
                        break;
                    case FragmentSpreadNode spread when visited.Add(spread.Name.Value):
                        if (context.Fragment(spread.Name.Value) is { } fragment && Applies(fragment.TypeCondition))
                        {
                            Collect(fragment.SelectionSet);
                        }

                        break;
                }
            }
        }

        private void Add(FieldNode field)
        {
            if (!groups.TryGetValue(field.ResponseName, out var group))
            {
                groups[field.ResponseName] = group = [];
                ByResponseName.Add(group);
            }

            group.Add(field);
        }

        private bool Applies(NamedTypeNode? condition) =>
            condition is null
            || (
                context.Schema.FindType(condition.Name.Value) is { } type
                && (ReferenceEquals(type, root) || context.Schema.IsSubType(type, root))
            );
    }
}
