using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.GraphQL.Validation;

/// <summary>A variable where it is used, and what that place expects (spec 5.8.5).</summary>
internal readonly record struct VariableUsage(
    VariableNode Node,
    GraphQLType? Type,
    GraphQLType? ParentType,
    bool LocationHasDefault
);

/// <summary>
/// The variables that operations use (spec 5.8). An operation's errors come before its fragments have been passed, so each
/// definition that uses variables is walked ahead, once.
/// </summary>
internal sealed class VariableUsages(Schema schema, FragmentReferences references, Func<int, bool> spend)
{
    private readonly Dictionary<DefinitionNode, IReadOnlyList<VariableUsage>> direct = new(
        ReferenceEqualityComparer.Instance
    );

    private readonly Dictionary<OperationDefinitionNode, IReadOnlyList<VariableUsage>> all = new(
        ReferenceEqualityComparer.Instance
    );

    public IReadOnlyList<VariableUsage> Of(OperationDefinitionNode operation)
    {
        if (all.TryGetValue(operation, out var known))
        {
            return known;
        }

        var usages = new List<VariableUsage>(In(operation));
        foreach (var fragment in references.ReachedFrom([operation]))
        {
            var found = In(fragment);
            if (!spend(found.Count + 1))
            {
                break;
            }

            usages.AddRange(found);
        }

        all[operation] = usages;
        return usages;
    }

    private IReadOnlyList<VariableUsage> In(DefinitionNode definition)
    {
        if (direct.TryGetValue(definition, out var known))
        {
            return known;
        }

        var usages = new List<VariableUsage>();
        var walk = new TypedWalk(schema);
        var declaring = false;
        walk.OnEnter<VariableDefinitionNode>(_ => declaring = true);
        walk.OnLeave<VariableDefinitionNode>(_ => declaring = false);
        walk.OnEnter<VariableNode>(variable =>
        {
            if (!declaring)
            {
                usages.Add(new(variable, walk.InputType, walk.ParentInputType, walk.LocationHasDefault));
            }
        });
        walk.Run(definition);
        direct[definition] = usages;
        return usages;
    }
}
