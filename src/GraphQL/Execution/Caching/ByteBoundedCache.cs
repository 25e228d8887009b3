namespace PartnerGraph.GraphQL.Execution.Caching;

/// <summary>
/// A cache that holds no more than a number of bytes, by its entries' own estimates. What was not asked for since the hand came by last
/// is dropped first (the second-chance order): reading takes no lock.
/// </summary>
internal sealed class ByteBoundedCache<TKey, TValue>(long maxBytes, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
    where TValue : class
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<TKey, Entry> entries = new(comparer);
    private readonly Queue<Entry> order = new();
    private readonly Lock gate = new();
    private long bytes;

    public long Bytes => Interlocked.Read(ref bytes);

    public int Count => entries.Count;

    public TValue? Find(TKey key) => entries.TryGetValue(key, out var entry) ? Use(entry) : null;

    /// <summary>The same by what equals a key for the comparer, so that no key has to be made.</summary>
    public TValue? FindBy<TAlternate>(TAlternate key)
        where TAlternate : notnull, allows ref struct =>
        entries.GetAlternateLookup<TAlternate>().TryGetValue(key, out var entry) ? Use(entry) : null;

    /// <summary>Adds a value unless it alone is larger than an eighth of the cache, or another thread was faster.</summary>
    public void Add(TKey key, TValue value, long size)
    {
        if (size > maxBytes / 8)
        {
            return;
        }

        var entry = new Entry(key, value, size);
        if (!entries.TryAdd(key, entry))
        {
            return;
        }

        lock (gate)
        {
            order.Enqueue(entry);
            bytes += size;
            while (bytes > maxBytes)
            {
                DropOne();
            }
        }
    }

    private static TValue Use(Entry entry)
    {
        entry.IsUsed = true;
        return entry.Value;
    }

    private void DropOne()
    {
        var entry = order.Dequeue();
        if (entry.IsUsed)
        {
            entry.IsUsed = false;
            order.Enqueue(entry);
            return;
        }

        entries.TryRemove(entry.Key, out _);
        bytes -= entry.Size;
    }

    private sealed class Entry(TKey key, TValue value, long size)
    {
        public TKey Key => key;
        public TValue Value => value;
        public long Size => size;
        public volatile bool IsUsed;
    }
}
