using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Organizations;

public enum OrganizationKind
{
    Operator,
    IndirectReseller,
    IndirectProvider,
    Customer,
}

/// <summary>A tenant (R1).</summary>
/// <remarks>How its profile changes once it is in the program stands in <c>OrganizationProfile.cs</c>.</remarks>
public sealed partial class Organization : EventSource
{
    private readonly List<ProviderService> _services = [];
    private readonly List<string> _incentives = [];
    private readonly List<string> _benefits = [];
    private readonly List<string> _competencies = [];

    private Organization() { }

    private Organization(OrganizationId id, OrganizationKind kind, string name, CountryCode country, DateTimeOffset now)
    {
        Id = id;
        Kind = kind;
        Name = name.Trim();
        Country = country;
        CreatedAt = now;
    }

    public OrganizationId Id { get; private set; }
    public OrganizationKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public CountryCode Country { get; private set; } = null!;

    /// <summary>The customer's own internet domain, normalized.</summary>
    public string? Domain { get; private set; }
    public string? MpnId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Since when the organization is in the program; null: not (yet).</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }
    public LegalProfile? LegalProfile { get; private set; }
    public SupportContact? SupportContact { get; private set; }
    public BusinessProfile? BusinessProfile { get; private set; }
    public IReadOnlyList<ProviderService> Services => _services;
    public IReadOnlyList<string> Incentives => _incentives;
    public IReadOnlyList<string> Benefits => _benefits;
    public IReadOnlyList<string> Competencies => _competencies;

    public bool IsApproved => ApprovedAt is not null;
    public bool IsPartner => Kind is OrganizationKind.IndirectReseller or OrganizationKind.IndirectProvider;

    public static Outcome<Organization> CreateOperator(
        OrganizationId id,
        string name,
        CountryCode country,
        DateTimeOffset now
    ) => Create(id, OrganizationKind.Operator, name, country, now, approved: true);

    /// <summary>A reseller starts outside the program; its enrollment brings it in.</summary>
    public static Outcome<Organization> CreateReseller(
        OrganizationId id,
        string name,
        CountryCode country,
        DateTimeOffset now
    ) => Create(id, OrganizationKind.IndirectReseller, name, country, now, approved: false);

    /// <summary>Providers are created by the operator and are in the program from the start.</summary>
    public static Outcome<Organization> CreateProvider(
        OrganizationId id,
        string name,
        CountryCode country,
        string mpnId,
        IReadOnlyCollection<ProviderService> services,
        DateTimeOffset now
    )
    {
        if (TextRules.Line(mpnId, 50) is { } refusal)
        {
            return refusal.At("mpnId");
        }

        var outcome = Create(id, OrganizationKind.IndirectProvider, name, country, now, approved: true);
        if (outcome.TryGet(out var provider, out _))
        {
            provider.MpnId = mpnId.Trim();
            provider._services.AddRange(services.Distinct().Order());
        }

        return outcome;
    }

    public static Outcome<Organization> CreateCustomer(
        OrganizationId id,
        string name,
        CountryCode country,
        string? domain,
        DateTimeOffset now
    )
    {
        string? normalized = null;
        if (!string.IsNullOrWhiteSpace(domain) && !DomainName.TryNormalize(domain.Trim(), out normalized))
        {
            return new DomainNameInvalid().At("domain");
        }

        var outcome = Create(id, OrganizationKind.Customer, name, country, now, approved: false);
        if (outcome.TryGet(out var customer, out _))
        {
            customer.Domain = normalized;
        }

        return outcome;
    }

    /// <summary>R16: what belongs to the chosen MPN ID moves to the organization.</summary>
    public void LinkMembership(MembershipProfile profile)
    {
        MpnId = profile.MpnId;
        Replace(_incentives, profile.Incentives);
        Replace(_benefits, profile.Benefits);
        Replace(_competencies, profile.Competencies);
    }

    /// <summary>An enrollment that ends without approval gives the MPN ID free again: another may have the better claim.</summary>
    public void ReleaseMembership()
    {
        if (IsApproved)
        {
            return;
        }

        MpnId = null;
        _incentives.Clear();
        _benefits.Clear();
        _competencies.Clear();
    }

    /// <summary>The review's good end: the organization is in the program with what it enrolled with.</summary>
    public void EnterProgram(LegalProfile legalProfile, SupportContact supportContact, DateTimeOffset now)
    {
        LegalProfile = legalProfile;
        SupportContact = supportContact;
        ApprovedAt ??= now;
    }

    public Outcome DescribeBusiness(BusinessProfile profile, IReadOnlyCollection<ProviderService> services)
    {
        List<Refusal> refusals =
        [
            .. Checks.Where(
                profile.About is null ? null : TextRules.Paragraphs(profile.About, 4000)?.At("about"),
                TextRules.WebAddress(profile.Website)?.At("website")
            ),
            .. profile.Contact?.Check().Under("contact") ?? [],
        ];
        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        BusinessProfile = profile;
        Replace(_services, services.Distinct().Order());
        return Outcome.Done;
    }

    private static Outcome<Organization> Create(
        OrganizationId id,
        OrganizationKind kind,
        string name,
        CountryCode country,
        DateTimeOffset now,
        bool approved
    )
    {
        if (TextRules.Line(name) is { } refusal)
        {
            return refusal.At("name");
        }

        return new Organization(id, kind, name, country, now) { ApprovedAt = approved ? now : null };
    }

    private static void Replace<T>(List<T> list, IEnumerable<T> content)
    {
        // a copy first: the content may be a view of the list itself
        T[] copy = [.. content];
        list.Clear();
        list.AddRange(copy);
    }
}
