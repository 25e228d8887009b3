using System.Collections.Immutable;
using PartnerGraph.GraphQL.Execution.Planning;

namespace PartnerGraph.GraphQL.Execution;

/// <summary>Where writing stands in the response: fields and list indices from the root (spec 7.1.2, path).</summary>
internal sealed class PathStack
{
    private (FieldPlan? Field, int Index)[] entries = new (FieldPlan?, int)[16];

    public int Depth { get; private set; }

    public void Push(FieldPlan field)
    {
        if (Depth == entries.Length)
        {
            Array.Resize(ref entries, Depth * 2);
        }

        entries[Depth++] = (field, 0);
    }

    public void PushIndex()
    {
        if (Depth == entries.Length)
        {
            Array.Resize(ref entries, Depth * 2);
        }

        entries[Depth++] = (null, 0);
    }

    public void SetIndex(int index) => entries[Depth - 1].Index = index;

    public void CutTo(int depth) => Depth = depth;

    /// <summary>The path down to a field, which is the last entry or, for a leaf, comes after it.</summary>
    public ImmutableArray<object> To(FieldPlan field)
    {
        var isInside = Contains(field);
        var path = ImmutableArray.CreateBuilder<object>(Depth + 1);
        for (var at = 0; at < Depth; at++)
        {
            path.Add(entries[at].Field is { } above ? above.ResponseName : entries[at].Index);
        }

        if (!isInside)
        {
            path.Add(field.ResponseName);
        }

        return path.ToImmutable();
    }

    private bool Contains(FieldPlan field)
    {
        for (var at = Depth - 1; at >= 0; at--)
        {
            if (ReferenceEquals(entries[at].Field, field))
            {
                return true;
            }
        }

        return false;
    }
}
