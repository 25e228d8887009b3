namespace PartnerGraph.GraphQL.Validation.Overlaps;

/// <summary>Pairs of fragments that were compared, in whichever order.</summary>
internal sealed class ComparedPairs
{
    private readonly Dictionary<(string, string), bool> exclusiveByPair = [];

    /// <summary>
    /// Whether the pair is new. One that was compared as mutually exclusive, which finds less, is new once more
    /// when it is to be compared as not.
    /// </summary>
    public bool Add(string one, string other, bool exclusive)
    {
        var pair = string.CompareOrdinal(one, other) <= 0 ? (one, other) : (other, one);
        if (exclusiveByPair.TryGetValue(pair, out var known) && (exclusive || !known))
        {
            return false;
        }

        exclusiveByPair[pair] = exclusive;
        return true;
    }
}
