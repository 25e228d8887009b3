namespace PartnerGraph.Graph.Organizations;

/// <summary>R1: "provider" and "distributor" both find every entry of the directory, in either language.</summary>
public static class DirectoryWords
{
    private static readonly string[] Everything =
    [
        "provider",
        "providers",
        "indirect",
        "distributor",
        "distributors",
        "поставщик",
        "поставщики",
        "дистрибьютор",
        "дистрибьюторы",
        "косвенный",
        "косвенные",
    ];

    /// <summary>The search without the words that every entry answers to; null where nothing is left.</summary>
    public static string? Without(string? search)
    {
        var words = (search ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => !Everything.Contains(word, StringComparer.OrdinalIgnoreCase));
        var left = string.Join(' ', words);
        return left.Length == 0 ? null : left;
    }
}
