using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.Customers;

public enum CustomerImportStatus
{
    /// <summary>The reseller is not in the program yet: nobody knows of the customer but the reseller.</summary>
    Kept,

    /// <summary>It is a customer of the reseller.</summary>
    Listed,
}

/// <summary>A line of a reseller's own list, its texts as they were written.</summary>
public sealed record ImportedCustomer(
    string Reference,
    string Name,
    string Country,
    string Domain,
    string AdminFullName,
    string AdminEmail
);

/// <summary>
/// R59: a customer with whom a reseller deals already, known by the reseller's own reference. Once the reseller is in the program it
/// becomes a customer organization of its own: an import never attaches to one that is there, which is the customer's to decide.
/// </summary>
public sealed class CustomerImport
{
    public const int ReferenceLength = 100;

    private CustomerImport() { }

    public CustomerImportId Id { get; private set; }

    /// <summary>The reseller.</summary>
    public OrganizationId OrganizationId { get; private set; }
    public string Reference { get; private set; } = "";
    public string Name { get; private set; } = "";
    public CountryCode Country { get; private set; } = null!;
    public string? Domain { get; private set; }
    public string AdminFullName { get; private set; } = "";
    public EmailAddress AdminEmail { get; private set; } = null!;
    public Language Language { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public CustomerImportStatus Status { get; private set; }
    public OrganizationId? CustomerId { get; private set; }

    /// <summary>The refusals' paths name the columns.</summary>
    public static Outcome<CustomerImport> Create(
        CustomerImportId id,
        OrganizationId reseller,
        ImportedCustomer given,
        Language language,
        DateTimeOffset now
    )
    {
        var import = new CustomerImport
        {
            Id = id,
            OrganizationId = reseller,
            Reference = given.Reference.Trim(),
            Language = language,
            CreatedAt = now,
        };
        var described = import.Describe(given);
        return described.IsDone ? import : Outcome.Refused<CustomerImport>(described.Refusals);
    }

    /// <summary>While it is kept the reseller may correct it; what is listed is the customer's own.</summary>
    public Outcome Describe(ImportedCustomer given)
    {
        string? domain = null;
        var hasCountry = CountryCode.TryParse(given.Country.Trim(), out var country);
        var hasEmail = EmailAddress.TryParse(given.AdminEmail.Trim(), out var email);
        List<Refusal> refusals =
        [
            .. new Refusal?[]
            {
                TextRules.Line(given.Reference, ReferenceLength)?.At("reference"),
                TextRules.Line(given.Name)?.At("name"),
                hasCountry ? null : new CountryCodeInvalid(given.Country.Trim()).At("country"),
                given.Domain.Trim().Length > 0 && !DomainName.TryNormalize(given.Domain.Trim(), out domain)
                    ? new DomainNameInvalid().At("domain")
                    : null,
                TextRules.Line(given.AdminFullName)?.At("adminFullName"),
                hasEmail ? null : new EmailAddressInvalid().At("adminEmail"),
            }.OfType<Refusal>(),
        ];
        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        (Name, Country, Domain) = (given.Name.Trim(), country!, domain);
        (AdminFullName, AdminEmail) = (given.AdminFullName.Trim(), email!);
        return Outcome.Done;
    }

    /// <summary>The organization that it becomes.</summary>
    public Outcome<Organization> Customer(OrganizationId id, DateTimeOffset now) =>
        Organization.CreateCustomer(id, Name, Country, Domain, now);

    public void ListedAs(OrganizationId customer) => (Status, CustomerId) = (CustomerImportStatus.Listed, customer);
}
