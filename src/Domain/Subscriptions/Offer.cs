using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Subscriptions;

/// <summary>Something that can be ordered. The operator keeps the catalog; it is the same for everybody.</summary>
public sealed class Offer
{
    public const int CodeLength = 50;

    private Offer() { }

    public Offer(OfferId id, string code, string name, ProductFamily productFamily, bool available)
    {
        Id = id;
        Code = code;
        ProductFamily = productFamily;
        Describe(name, available);
    }

    public OfferId Id { get; private set; }

    /// <summary>The operator's own reference: what the catalog's file knows the offer by.</summary>
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>For good: who may manage the subscriptions of an offer hangs on it (R44).</summary>
    public ProductFamily ProductFamily { get; private set; }

    /// <summary>Whether it is on sale; subscriptions of one that no longer is go on.</summary>
    public bool Available { get; private set; }

    public void Describe(string name, bool available) => (Name, Available) = (name, available);
}
