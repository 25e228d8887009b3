using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Persistence.Databases;

/// <summary>
/// What a search by name looks into. Kept in lower case by us, since the databases differ in what they take for one letter
/// (SQLite knows no case beyond ASCII).
/// </summary>
public static class SearchTexts
{
    /// <summary>How both sides of a search are written.</summary>
    public static string Fold(string text) => ComparableText.Of(text.Trim().ToLowerInvariant());

    public static string Of(Organization organization) => Fold($"{organization.Name} {organization.Domain}");

    public static string Of(User user) => Fold($"{user.FullName} {user.Email.Value}");

    public static string Of(Offer offer) => Fold($"{offer.Name} {offer.Code}");

    internal static void Fill(IEnumerable<EntityEntry> entries)
    {
        foreach (var entry in entries.Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            if (TextOf(entry.Entity) is { } text)
            {
                entry.Property(ModelConventions.SearchText).CurrentValue = text;
            }
        }
    }

    private static string? TextOf(object entity) =>
        entity switch
        {
            Organization organization => Of(organization),
            User user => Of(user),
            Offer offer => Of(offer),
            _ => null,
        };
}
