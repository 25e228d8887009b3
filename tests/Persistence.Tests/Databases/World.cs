using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Accounts;

namespace PartnerGraph.Persistence.Tests.Databases;

/// <summary>Builds saved aggregates through the Domain's own doors.</summary>
public sealed class World(DatabaseFixture fixture)
{
    private static int number;

    public static LinkKey Key { get; } = new(new byte[32]);

    public DateTimeOffset Now => fixture.Clock.Now;

    public async Task<Organization> ResellerAsync(string name = "Reseller") =>
        await SavedAsync(Organization.CreateReseller(new OrganizationId(NewId()), name, CountryCode.Parse("DE"), Now));

    public async Task<Organization> ProviderAsync(string name = "Provider", params ProviderService[] services) =>
        await SavedAsync(
            Organization.CreateProvider(
                new OrganizationId(NewId()),
                name,
                CountryCode.Parse("DE"),
                $"P{Next()}",
                services,
                Now
            )
        );

    public async Task<Organization> CustomerAsync(string name = "Customer") =>
        await SavedAsync(
            Organization.CreateCustomer(new OrganizationId(NewId()), name, CountryCode.Parse("DE"), domain: null, Now)
        );

    public async Task<User> UserAsync(
        Organization organization,
        string fullName = "Anna Admin",
        AdminRole admin = AdminRole.GlobalAdmin,
        AgentRole agent = AgentRole.AdminAgent
    )
    {
        await using var db = fixture.OpenAll();
        var email = EmailAddress.Parse($"person{Next()}@example.com");
        var account = await fixture
            .Get<PersonAccounts>()
            .CreateAsync(db, new PersonId(NewId()), email, "a long enough password");
        var user = Value(
            User.CreateFirst(
                new UserId(NewId()),
                organization.Id,
                account!.Id,
                fullName,
                email,
                new Roles(agent, admin),
                Language.En,
                Now
            )
        );
        db.Add(user);
        await db.SaveChangesAsync();
        return user;
    }

    public async Task<Partnership> PartnershipAsync(Organization provider, Organization reseller) =>
        await SavedAsync(Partnership.Establish(new PartnershipId(NewId()), provider.Id, reseller.Id, Now));

    public async Task<CustomerAccess> ServedByAsync(Organization customer, Organization reseller) =>
        await SavedAsync(
            CustomerAccess.ForReseller(
                new CustomerAccessId(NewId()),
                reseller.Id,
                customer.Id,
                CustomerSource.OwnMarketing,
                Now
            )
        );

    public async Task<CustomerAccess> ProvidedByAsync(Organization customer, Organization provider, Organization via) =>
        await SavedAsync(
            CustomerAccess.ForProvider(
                new CustomerAccessId(NewId()),
                provider.Id,
                customer.Id,
                via.Id,
                CustomerSource.OwnMarketing,
                Now
            )
        );

    public Task<Invitation> InvitationAsync(Organization provider, string recipient = "boss@reseller.example") =>
        SavedAsync(NewInvitation(provider, recipient));

    public Invitation NewInvitation(Organization provider, string recipient) =>
        Value(
            Invitation.InviteReseller(
                new InvitationId(NewId()),
                provider,
                new UserId(NewId()),
                EmailAddress.Parse(recipient),
                message: null,
                Language.En,
                Key,
                LinkPolicy.Default,
                Now
            )
        );

    public async Task<T> SavedAsync<T>(T aggregate)
        where T : class
    {
        await using var db = fixture.OpenAll();
        db.Add(aggregate);
        await db.SaveChangesAsync();
        return aggregate;
    }

    public Task<T> SavedAsync<T>(Outcome<T> outcome)
        where T : class => SavedAsync(Value(outcome));

    public static T Value<T>(Outcome<T> outcome) =>
        outcome.TryGet(out var value, out var refusals)
            ? value
            : throw new InvalidOperationException(string.Join(", ", refusals.Select(refusal => refusal.Key)));

    public Guid NewId() => Guid.CreateVersion7(Now);

    public static int Next() => Interlocked.Increment(ref number);
}
