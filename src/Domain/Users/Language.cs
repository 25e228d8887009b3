namespace PartnerGraph.Domain.Users;

/// <summary>The languages the program speaks (R78).</summary>
public enum Language
{
    En,
    Ru,
}
