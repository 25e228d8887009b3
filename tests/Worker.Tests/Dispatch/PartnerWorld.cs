using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Worker.Tests.Dispatch;

/// <summary>A reseller with a global admin, and a provider that it works with, in a world with a worker.</summary>
internal sealed class PartnerWorld : IAsyncDisposable
{
    private static readonly CountryCode Country = CountryCode.TryParse("DE", out var country)
        ? country
        : throw new InvalidOperationException();

    private PartnerWorld(WorkerWorld world, DateTimeOffset now)
    {
        World = world;
        Now = now;
        Reseller = Made(Organization.CreateReseller(new OrganizationId(NewId()), "Contoso", Country, now));
        Provider = Made(
            Organization.CreateProvider(new OrganizationId(NewId()), "Fabrikam Distribution", Country, "4711", [], now)
        );
        Account = new Account(new PersonId(NewId()), Address("anna@contoso.example"), now)
        {
            NormalizedEmail = "ANNA@CONTOSO.EXAMPLE",
            NormalizedUserName = "ANNA@CONTOSO.EXAMPLE",
            SecurityStamp = "stamp",
        };
    }

    public WorkerWorld World { get; }
    public DateTimeOffset Now { get; }
    public Organization Reseller { get; }
    public Organization Provider { get; }
    public Account Account { get; }
    public User Admin { get; private set; } = null!;
    public Partnership Partnership { get; private set; } = null!;
    public LinkAddress Links { get; } = new(new Uri("https://partners.example"));

    public static async Task<PartnerWorld> CreateAsync(
        DatabaseProvider provider,
        Language language = Language.En,
        SmtpTestServerOptions? smtp = null
    )
    {
        var world = new PartnerWorld(await WorkerWorld.CreateAsync(provider, smtp), TimeProvider.System.GetUtcNow());
        world.Admin = Made(
            User.CreateFirst(
                new UserId(world.NewId()),
                world.Reseller.Id,
                world.Account.Id,
                "Anna Petrova",
                Address("anna@contoso.example"),
                new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin),
                language,
                world.Now
            )
        );
        world.Partnership = Partnership.Establish(
            new PartnershipId(world.NewId()),
            world.Provider.Id,
            world.Reseller.Id,
            world.Now
        );
        await world.SaveAsync(world.Reseller, world.Provider, world.Account, world.Admin, world.Partnership);
        return world;
    }

    public Guid NewId() => Guid.CreateVersion7(Now);

    /// <summary>Adds new rows or saves changed ones, with their events and mails.</summary>
    public async Task SaveAsync(params object[] rows)
    {
        await using var db = World.Database.Open(WorkerWorld.Everyone);
        foreach (var row in rows)
            db.Add(row);
        await db.SaveChangesAsync();
    }

    public static T Made<T>(Outcome<T> outcome) =>
        outcome.TryGet(out var value, out var refusals)
            ? value
            : throw new InvalidOperationException(
                string.Join(", ", refusals.Select(refusal => refusal.GetType().Name))
            );

    public static void Done(Outcome outcome) =>
        outcome.Refusals.Select(refusal => refusal.GetType().Name).ShouldBeEmpty();

    public static EmailAddress Address(string text) => EmailAddress.Parse(text);

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
