namespace PartnerGraph.GraphQL.TypeSystem;

/// <summary>What two lists have and have not in common, by name.</summary>
internal sealed class MemberDifference<T>
    where T : class
{
    public MemberDifference(IReadOnlyList<T> old, IReadOnlyList<T> @new, Func<T, string> name)
    {
        var newByName = @new.ToLookup(name, StringComparer.Ordinal);
        var oldNames = old.Select(name).ToHashSet(StringComparer.Ordinal);
        foreach (var item in old)
        {
            if (newByName[name(item)].LastOrDefault() is { } kept)
            {
                Kept.Add((item, kept));
            }
            else
            {
                Removed.Add(item);
            }
        }

        Added.AddRange(@new.Where(item => !oldNames.Contains(name(item))));
    }

    public List<T> Added { get; } = [];

    public List<T> Removed { get; } = [];

    public List<(T Old, T New)> Kept { get; } = [];
}
