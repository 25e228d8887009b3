using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Organizations;

public sealed record Address(
    string Line1,
    string? Line2,
    string City,
    string? Region,
    string? PostalCode,
    CountryCode Country
)
{
    public IEnumerable<Refusal> Check() =>
        Checks.Where(
            TextRules.Line(Line1)?.At("line1"),
            TextRules.OptionalLine(Line2)?.At("line2"),
            TextRules.Line(City)?.At("city"),
            TextRules.OptionalLine(Region)?.At("region"),
            TextRules.OptionalLine(PostalCode, 20)?.At("postalCode")
        );
}

public sealed record Contact(string FullName, EmailAddress Email, string? Phone)
{
    public IEnumerable<Refusal> Check() =>
        Checks.Where(TextRules.Line(FullName)?.At("fullName"), TextRules.OptionalLine(Phone, 40)?.At("phone"));
}

public sealed record SupportContact(EmailAddress Email, string? Phone, Uri? Website)
{
    public IEnumerable<Refusal> Check() =>
        Checks.Where(TextRules.OptionalLine(Phone, 40)?.At("phone"), TextRules.WebAddress(Website)?.At("website"));
}

public sealed record LegalProfile(string LegalName, Address Address, Contact PrimaryContact)
{
    // for the mapper, which cannot bind nested values to constructor parameters
    private LegalProfile()
        : this(null!, null!, null!) { }

    /// <summary>Null while a part is missing.</summary>
    public static LegalProfile? WhenComplete(string? legalName, Address? address, Contact? primaryContact) =>
        legalName is not null && address is not null && primaryContact is not null
            ? new LegalProfile(legalName, address, primaryContact)
            : null;
}

/// <summary>What a partner tells about itself in the directory (R5, R6, R76); its services stand on the organization.</summary>
public sealed record BusinessProfile(string? About, Contact? Contact, Uri? Website)
{
    private BusinessProfile()
        : this(null, null, null) { }
}

/// <summary>The usual services of a provider (R5).</summary>
public enum ProviderService
{
    TechnicalTrainingAndAssistance,
    Marketing,
    FinancingAndCredit,
}

internal static class Checks
{
    public static IEnumerable<Refusal> Where(params Refusal?[] refusals) => refusals.OfType<Refusal>();

    /// <summary>Puts a nested value's refusals under the field it stands in.</summary>
    public static IEnumerable<Refusal> Under(this IEnumerable<Refusal> refusals, string field) =>
        refusals.Select(refusal => refusal.At([field, .. refusal.Path]));
}
