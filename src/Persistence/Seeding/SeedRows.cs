using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Seeding;

/// <summary>Rows of one table, made while they are written.</summary>
internal sealed record SeedTable(string Name, IReadOnlyList<string> Columns, IEnumerable<object?[]> Rows);

/// <summary>The plan as rows, table by table in the order that foreign keys ask for.</summary>
internal sealed class SeedRows(SeedPlan plan, string passwordHash)
{
    private static readonly string[] Nothing = [];
    private static readonly object Zero = 0;

    private SeedSize Size => plan.Size;

    public int Relationships => Size.Providers == 0 ? Size.Customers : Size.Customers * 2;

    public IEnumerable<SeedTable> Tables =>
        [
            new(
                "organizations",
                [
                    "id",
                    "kind",
                    "name",
                    "country",
                    "domain",
                    "mpn_id",
                    "created_at",
                    "approved_at",
                    "services",
                    "incentives",
                    "benefits",
                    "competencies",
                    "search_text",
                    "version",
                ],
                Organizations()
            ),
            new(
                "accounts",
                [
                    "id",
                    "created_at",
                    "password_change_required",
                    "user_name",
                    "normalized_user_name",
                    "email",
                    "normalized_email",
                    "email_confirmed",
                    "password_hash",
                    "security_stamp",
                    "concurrency_stamp",
                    "lockout_enabled",
                    "access_failed_count",
                ],
                Members().Select(AccountRow)
            ),
            new(
                "users",
                [
                    "id",
                    "organization_id",
                    "person_id",
                    "full_name",
                    "email",
                    "agent_role",
                    "admin_role",
                    "language",
                    "active",
                    "consent_pending",
                    "created_at",
                    "search_text",
                    "version",
                ],
                Members().Select(UserRow)
            ),
            new(
                "partnerships",
                [
                    "id",
                    "provider_id",
                    "reseller_id",
                    "status",
                    "established_at",
                    "ordering_granted",
                    "administration_granted",
                    "version",
                ],
                Partnerships()
            ),
            new(
                "customer_access",
                ["id", "organization_id", "customer_id", "kind", "via_reseller_id", "source", "granted_at", "version"],
                Access()
            ),
        ];

    private IEnumerable<object?[]> Organizations()
    {
        foreach (var i in Enumerable.Range(0, Size.Providers))
        {
            yield return Organization(
                SeedPlan.ProviderId(i),
                OrganizationKind.IndirectProvider,
                $"Provider {i:D6}",
                i,
                $"P{i:D8}"
            );
        }
        foreach (var i in Enumerable.Range(0, Size.Resellers))
        {
            yield return Organization(
                SeedPlan.ResellerId(i),
                OrganizationKind.IndirectReseller,
                $"Reseller {i:D6}",
                i,
                $"R{i:D8}"
            );
        }
        foreach (var i in Enumerable.Range(0, Size.Customers))
        {
            yield return Organization(
                SeedPlan.CustomerId(i),
                OrganizationKind.Customer,
                $"Customer {i:D8}",
                i,
                mpnId: null
            );
        }
    }

    private static object?[] Organization(Guid id, OrganizationKind kind, string name, int index, string? mpnId)
    {
        var domain = kind == OrganizationKind.Customer ? $"customer-{index}.seed.example" : null;
        string[] services = kind == OrganizationKind.IndirectProvider ? [nameof(ProviderService.Marketing)] : Nothing;
        DateTimeOffset? approvedAt = kind == OrganizationKind.Customer ? null : SeedPlan.Start;
        return
        [
            id,
            kind.ToString(),
            name,
            SeedPlan.Country(index),
            domain,
            mpnId,
            SeedPlan.Start,
            approvedAt,
            services,
            Nothing,
            Nothing,
            Nothing,
            SearchTexts.Fold($"{name} {domain}"),
            Zero,
        ];
    }

    /// <summary>One for each organization; a partner's administrator has a password.</summary>
    private IEnumerable<Member> Members()
    {
        foreach (var i in Enumerable.Range(0, Size.Providers))
        {
            yield return new Member("provider", i, SeedPlan.ProviderId(i), "admin", passwordHash);
        }
        foreach (var i in Enumerable.Range(0, Size.Resellers))
        {
            yield return new Member("reseller", i, SeedPlan.ResellerId(i), "admin", passwordHash);
        }
        foreach (var i in Enumerable.Range(0, Size.Customers))
        {
            yield return new Member("customer", i, SeedPlan.CustomerId(i), "user", PasswordHash: null);
        }
    }

    private static object?[] AccountRow(Member member)
    {
        var email = member.Email;
        var stamp = member.PersonId.ToString("N");
        return
        [
            member.PersonId,
            SeedPlan.Start,
            false,
            email,
            email.ToUpperInvariant(),
            email,
            email.ToUpperInvariant(),
            true,
            member.PasswordHash,
            stamp,
            stamp,
            true,
            Zero,
        ];
    }

    private static object?[] UserRow(Member member)
    {
        var fullName = $"{member.Kind} {member.Role} {member.Index}";
        return
        [
            SeedPlan.Id($"{member.Kind} user", member.Index),
            member.Organization,
            member.PersonId,
            fullName,
            member.Email,
            nameof(AgentRole.AdminAgent),
            nameof(AdminRole.GlobalAdmin),
            nameof(Language.En),
            true,
            false,
            SeedPlan.Start,
            SearchTexts.Fold($"{fullName} {member.Email}"),
            Zero,
        ];
    }

    private IEnumerable<object?[]> Partnerships()
    {
        var number = 0;
        foreach (var reseller in Enumerable.Range(0, Size.Resellers))
        {
            foreach (var provider in plan.ProvidersOf(reseller))
            {
                yield return
                [
                    SeedPlan.Id("partnership", number++),
                    SeedPlan.ProviderId(provider),
                    SeedPlan.ResellerId(reseller),
                    nameof(PartnershipStatus.Active),
                    SeedPlan.Start,
                    true,
                    true,
                    Zero,
                ];
            }
        }
    }

    private IEnumerable<object?[]> Access()
    {
        foreach (var customer in Enumerable.Range(0, Size.Customers))
        {
            var reseller = SeedPlan.ResellerId(plan.ResellerOf(customer));
            yield return Relationship("reseller access", customer, reseller, RelationshipKind.Reseller, via: null);
            if (plan.ProviderOf(customer) is { } provider)
            {
                yield return Relationship(
                    "provider access",
                    customer,
                    SeedPlan.ProviderId(provider),
                    RelationshipKind.Provider,
                    reseller
                );
            }
        }
    }

    private static object?[] Relationship(string id, int customer, Guid partner, RelationshipKind kind, Guid? via) =>
        [
            SeedPlan.Id(id, customer),
            partner,
            SeedPlan.CustomerId(customer),
            kind.ToString(),
            via,
            nameof(CustomerSource.OwnMarketing),
            SeedPlan.Start,
            Zero,
        ];

    private sealed record Member(string Kind, int Index, Guid Organization, string Role, string? PasswordHash)
    {
        public Guid PersonId => SeedPlan.Id($"{Kind} person", Index);

        public string Email => $"{Role}@{Kind}-{Index}.seed.example";
    }
}
