using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.TestKit;
using PartnerGraph.Worker.Administration;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Administration;

/// <summary>A customer that speaks Russian and has granted administration to a reseller that speaks English; the job's clock is the test's.</summary>
internal sealed class GrantWorld : IAsyncDisposable
{
    public const string OfReseller = "anna@contoso.example";
    public const string OfCustomer = "carla@tailspin.example";

    private readonly PartnerWorld partners;

    private GrantWorld(PartnerWorld partners, AdministrationGrant grant)
    {
        this.partners = partners;
        Grant = grant.Id;
        End = grant.ExpiresAt!.Value;
        CustomerId = grant.CustomerId;
    }

    public WorkerWorld World => partners.World;
    public SmtpTestServer Smtp => World.Smtp;
    public AdministrationGrantId Grant { get; }
    public OrganizationId ResellerId => partners.Reseller.Id;
    public OrganizationId CustomerId { get; }

    /// <summary>When the grant ends as it was given: a hundred days from now.</summary>
    public DateTimeOffset End { get; }

    public static async Task<GrantWorld> CreateAsync(DatabaseProvider provider, SmtpTestServerOptions? smtp = null)
    {
        var made = await PartnerWorld.CreateAsync(provider, Language.En, smtp);
        CountryCode.TryParse("DE", out var country).ShouldBeTrue();
        var customer = PartnerWorld.Made(
            Organization.CreateCustomer(
                new OrganizationId(made.NewId()),
                "Tailspin Toys",
                country,
                "tailspin.example",
                made.Now
            )
        );
        var account = new Account(new PersonId(made.NewId()), PartnerWorld.Address(OfCustomer), made.Now)
        {
            NormalizedEmail = OfCustomer.ToUpperInvariant(),
            NormalizedUserName = OfCustomer.ToUpperInvariant(),
            SecurityStamp = "stamp",
        };
        var admin = PartnerWorld.Made(
            User.CreateFirst(
                new UserId(made.NewId()),
                customer.Id,
                account.Id,
                "Carla Weber",
                PartnerWorld.Address(OfCustomer),
                new Roles(AgentRole.NotAnAgent, AdminRole.GlobalAdmin),
                Language.Ru,
                made.Now
            )
        );
        var grant = AdministrationGrant.ByAcceptance(
            new AdministrationGrantId(made.NewId()),
            made.Reseller.Id,
            customer.Id,
            made.Now.AddDays(100 - AdministrationGrant.LongestDays)
        );
        await made.SaveAsync(customer, account, admin, grant);
        await using var db = made.World.Database.Open(WorkerWorld.Everyone);
        // As the database keeps it: its moments are less fine.
        var kept = await db.AdministrationGrants.AsNoTracking().SingleAsync(one => one.Id == grant.Id);
        return new GrantWorld(made, kept);
    }

    /// <summary>A job of its own, as after a restart, with what it did at this time before the end.</summary>
    public Task<int> LookAsync(TimeSpan left, IHost? host = null) => LookAtAsync(End - left, host);

    public Task<int> LookAtAsync(DateTimeOffset at, IHost? host = null) =>
        ActivatorUtilities
            .CreateInstance<LookAtGrantsJob>((host ?? World.Services).Services, new ManualClock(at))
            .RunAsync(CancellationToken.None);

    /// <summary>What a person does to the grant.</summary>
    public async Task ChangeAsync(Action<AdministrationGrant> change)
    {
        await using var db = World.Database.Open(WorkerWorld.Everyone);
        change(await db.AdministrationGrants.SingleAsync(one => one.Id == Grant));
        await db.SaveChangesAsync();
    }

    /// <summary>Time has passed while no worker ran: by the machine's clock, as the schedules see it.</summary>
    public async Task EndedYesterdayAsync()
    {
        await using var db = World.Database.Open(WorkerWorld.Everyone);
        await db
            .AdministrationGrants.Where(one => one.Id == Grant)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.ExpiresAt, partners.Now.AddDays(-1)));
    }

    public async Task<AdministrationGrant> GrantAsync()
    {
        await using var db = World.Database.Open(WorkerWorld.Everyone);
        return await db.AdministrationGrants.AsNoTracking().SingleAsync(one => one.Id == Grant);
    }

    /// <summary>What the organization reads: each event's name, and the days that it tells.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync(OrganizationId organization)
    {
        await using var db = World.Database.Open(WorkerWorld.Everyone);
        var events = await db
            .Events.AsNoTracking()
            .Where(row => row.OrganizationId == organization && row.Kind.StartsWith("administration.expir"))
            .OrderBy(row => row.Position)
            .ToListAsync();
        return
        [
            .. events.Select(one => one.Facts().TryGetValue("days", out var days) ? $"{one.Kind} {days}" : one.Kind),
        ];
    }

    /// <summary>All that was queued has come to its end: so many were sent, and no other mail has reached the server.</summary>
    public async Task<IReadOnlyList<ReceivedMail>> SentAsync(int count, int dead = 0)
    {
        await World.WaitForAsync(rows =>
            rows.Count(row => row.Status == MailStatus.Sent) == count
            && rows.Count(row => row.Status == MailStatus.Dead) == dead
            && rows.Count == count + dead
        );
        Smtp.Mails.Count.ShouldBe(count);
        return Smtp.Mails;
    }

    /// <summary>The subjects that one of the two has received.</summary>
    public IReadOnlyList<string> SubjectsTo(string recipient) =>
        [.. Smtp.Mails.Where(mail => mail.EnvelopeTo == recipient).Select(mail => mail.Subject)];

    public ValueTask DisposeAsync() => partners.DisposeAsync();
}
