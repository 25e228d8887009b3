using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PartnerGraph.GraphQL.Language;

/// <summary>Collects the items of a list of unknown length with no more than the array they end up in and its growth.</summary>
internal struct ItemBuffer<T>
{
    private T[]? items;
    private int count;

    public void Add(T item)
    {
        if (items is null)
        {
            items = new T[4];
        }
        else if (count == items.Length)
        {
            Array.Resize(ref items, count * 2);
        }

        items[count++] = item;
    }

    public ImmutableArray<T> ToImmutable()
    {
        if (items is null)
        {
            return [];
        }

        if (count < items.Length)
        {
            Array.Resize(ref items, count);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(items);
    }
}
