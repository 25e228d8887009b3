using System.Runtime.CompilerServices;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation.Rules;

namespace PartnerGraph.GraphQL.Validation.Overlaps;

/// <summary>FieldsInSetCanMerge (spec 5.3.2), each pair of selection sets and fragments compared once.</summary>
internal sealed partial class OverlapSearch
{
    private readonly ValidationContext context;
    private readonly ArgumentComparison arguments;
    private readonly ComparedPairs fragmentPairs = new();
    private readonly Dictionary<(SelectionSetNode, NamedType?), FieldGroups> groups = [];
    private int remaining;

    public OverlapSearch(ValidationContext context)
    {
        this.context = context;
        arguments = new ArgumentComparison(Spend);
        remaining = context.Options.MaxFieldComparisons;
    }

    /// <summary>All conflicts between fields of a selection set and of the fragments that it spreads.</summary>
    public IReadOnlyList<FieldConflict> Within(NamedType? parentType, SelectionSetNode set)
    {
        var conflicts = new List<FieldConflict>();
        var fields = GroupsOf(parentType, set);
        CompareWithin(conflicts, fields);
        for (var i = 0; i < fields.Fragments.Count; i++)
        {
            CompareWithFragment(conflicts, exclusive: false, fields, fields.Fragments[i]);
            for (var j = i + 1; j < fields.Fragments.Count; j++)
            {
                CompareFragments(conflicts, exclusive: false, fields.Fragments[i], fields.Fragments[j]);
            }
        }

        return conflicts;
    }

    private void CompareWithin(List<FieldConflict> conflicts, FieldGroups fields)
    {
        foreach (var (name, uses) in fields.Groups)
        {
            for (var i = 0; i < uses.Count; i++)
            {
                for (var j = i + 1; j < uses.Count; j++)
                {
                    if (context.Walk.Stopped)
                    {
                        return;
                    }

                    AddConflict(conflicts, exclusive: false, name, uses[i], uses[j]);
                }
            }
        }
    }

    private void CompareBetween(List<FieldConflict> conflicts, bool exclusive, FieldGroups one, FieldGroups other)
    {
        if (one.Groups.Count == 0 || other.Groups.Count == 0)
        {
            return;
        }

        foreach (var (name, uses1) in one.Groups)
        {
            if (!Spend(1))
            {
                return;
            }

            foreach (var use2 in other.Find(name) is { } uses2 ? Pairs(uses1, uses2) : [])
            {
                AddConflict(conflicts, exclusive, name, use2.One, use2.Other);
            }
        }
    }

    private IEnumerable<(FieldUse One, FieldUse Other)> Pairs(List<FieldUse> uses1, List<FieldUse> uses2)
    {
        foreach (var use1 in uses1)
        {
            foreach (var use2 in uses2)
            {
                if (context.Walk.Stopped)
                {
                    yield break;
                }

                yield return (use1, use2);
            }
        }
    }

    /// <summary>Between fields and a fragment, and the fragments that it spreads.</summary>
    private void CompareWithFragment(List<FieldConflict> conflicts, bool exclusive, FieldGroups fields, string name)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!Spend(1) || fields.Groups.Count == 0)
        {
            return;
        }

        // What was compared as exclusive is compared again when it is not: more can conflict then.
        if (fields.ComparedFragments.TryGetValue(name, out var known) && (exclusive || !known))
        {
            return;
        }

        fields.ComparedFragments[name] = exclusive;
        if (GroupsOf(name) is not { } fragment || ReferenceEquals(fragment, fields))
        {
            return;
        }

        CompareBetween(conflicts, exclusive, fields, fragment);
        foreach (var nested in fragment.Fragments)
        {
            CompareWithFragment(conflicts, exclusive, fields, nested);
        }
    }

    /// <summary>Between two fragments, and the fragments that they spread.</summary>
    private void CompareFragments(List<FieldConflict> conflicts, bool exclusive, string name1, string name2)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (
            !Spend(2)
            || string.Equals(name1, name2, StringComparison.Ordinal)
            || !fragmentPairs.Add(name1, name2, exclusive)
            || GroupsOf(name1) is not { } fragment1
            || GroupsOf(name2) is not { } fragment2
        )
        {
            return;
        }

        CompareBetween(conflicts, exclusive, fragment1, fragment2);
        foreach (var nested in fragment2.Fragments)
        {
            CompareFragments(conflicts, exclusive, name1, nested);
        }

        foreach (var nested in fragment1.Fragments)
        {
            CompareFragments(conflicts, exclusive, nested, name2);
        }
    }

    private List<FieldConflict> CompareSubselections(bool exclusive, FieldUse one, FieldUse other)
    {
        var conflicts = new List<FieldConflict>();
        var fields1 = GroupsOf(one.Definition?.Type.Named, one.Node.SelectionSet!);
        var fields2 = GroupsOf(other.Definition?.Type.Named, other.Node.SelectionSet!);
        CompareBetween(conflicts, exclusive, fields1, fields2);
        foreach (var name in fields2.Fragments)
        {
            CompareWithFragment(conflicts, exclusive, fields1, name);
        }

        foreach (var name in fields1.Fragments)
        {
            CompareWithFragment(conflicts, exclusive, fields2, name);
        }

        foreach (var name1 in fields1.Fragments)
        {
            foreach (var name2 in fields2.Fragments)
            {
                CompareFragments(conflicts, exclusive, name1, name2);
            }
        }

        return conflicts;
    }

    private FieldGroups? GroupsOf(string fragment) =>
        context.Fragment(fragment) is { } found
            ? GroupsOf(context.Schema.FindType(found.TypeCondition.Name.Value), found.SelectionSet)
            : null;

    private FieldGroups GroupsOf(NamedType? parentType, SelectionSetNode set)
    {
        if (!groups.TryGetValue((set, parentType), out var known))
        {
            groups[(set, parentType)] = known = new FieldGroups(context.Schema, parentType, set);
        }

        return known;
    }

    private bool Spend(int work)
    {
        remaining -= work;
        if (remaining >= 0)
        {
            return true;
        }

        context.StopForCost(
            $"Comparing overlapping fields takes more than {context.Options.MaxFieldComparisons} steps. Validation aborted."
        );
        return false;
    }

    private static string Shorten(string text) => OverlappingFieldsCanBeMergedRule.Shorten(text);
}
