using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Webhooks;
using PartnerGraph.TestHosts.Faults;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.TestHosts.Webhooks;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Faults;

/// <summary>One delivery as its owner's log tells it.</summary>
internal sealed record LoggedDelivery(WebhookDelivery Delivery, IReadOnlyList<WebhookAttempt> Log);

/// <summary>A provider whose endpoint is told of every invitation that was revoked, with the address that it went to.</summary>
internal sealed class KilledWebhooks : IAsyncDisposable
{
    private int told;

    private KilledWebhooks(KilledWorld world, WebhookReceiver receiver) => (World, Receiver) = (world, receiver);

    public KilledWorld World { get; }

    public WebhookReceiver Receiver { get; }

    /// <summary>What signs the requests, as its owner was shown it.</summary>
    public string Secret { get; private set; } = "";

    private PartnerWorld Partners => World.Partners;

    public static async Task<KilledWebhooks> CreateAsync()
    {
        var world = await KilledWorld.CreateAsync(
            new SmtpTestServerOptions(),
            ("DOTNET_ENVIRONMENT", "Development"),
            ("Demo", "false"),
            ("Webhooks__AllowLoopback", "true")
        );
        var webhooks = new KilledWebhooks(world, await WebhookReceiver.StartAsync());
        await webhooks.AddEndpointAsync();
        return webhooks;
    }

    /// <summary>So many events, one transaction for all of them.</summary>
    public async Task TellAsync(int count)
    {
        var invitations = Enumerable.Range(told, count).Select(World.Invitation).ToList();
        foreach (var invitation in invitations)
            PartnerWorld.Done(invitation.Revoke(Partners.Now));
        await Partners.SaveAsync([.. invitations]);
        told += count;
    }

    public async Task<IReadOnlyList<LoggedDelivery>> DeliveriesAsync()
    {
        await using var db = Partners.World.Database.Open(WorkerWorld.Everyone);
        var log = await db.WebhookAttempts.AsNoTracking().OrderBy(row => row.Id).ToListAsync();
        var rows = await db.WebhookDeliveries.AsNoTracking().OrderBy(row => row.Position).ToListAsync();
        return [.. rows.Select(row => new LoggedDelivery(row, [.. log.Where(entry => entry.DeliveryId == row.Id)]))];
    }

    public Task WaitForAllAsync(ProgramProcess worker) =>
        World.WaitUntilAsync(
            async () =>
                await DeliveriesAsync() is var all
                && all.Count == told
                && all.All(one => one.Delivery.Status is WebhookDeliveryStatus.Succeeded),
            worker
        );

    /// <summary>Time passes until the leases of the dead have ended; the database's clock cannot be advanced.</summary>
    public async Task EndLeasesAsync()
    {
        await using var db = Partners.World.Database.Open(WorkerWorld.Everyone);
        var past = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        await db
            .WebhookDeliveries.Where(row => row.LeaseOwner != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, past));
    }

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private async Task AddEndpointAsync()
    {
        var (now, email) = (Partners.Now, PartnerWorld.Address("paul@fabrikam.example"));
        var account = new Account(new PersonId(Partners.NewId()), email, now)
        {
            NormalizedEmail = "PAUL@FABRIKAM.EXAMPLE",
            NormalizedUserName = "PAUL@FABRIKAM.EXAMPLE",
            SecurityStamp = "stamp",
        };
        var admin = PartnerWorld.Made(
            User.CreateFirst(
                new UserId(Partners.NewId()),
                Partners.Provider.Id,
                account.Id,
                "Paul Lang",
                email,
                new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin),
                Language.En,
                now
            )
        );
        const string selection =
            "subscription { organizationEvents { id kind ... on InvitationEvent { invitation { recipientEmail } } } }";
        var endpoint = new WebhookEndpoint(
            new WebhookEndpointId(Partners.NewId()),
            Partners.Provider.Id,
            admin.Id,
            new WebhookTarget(Receiver.Url, null, [EventNames.InvitationRevoked], selection),
            position: 0,
            now
        );
        await Partners.SaveAsync(account, admin, endpoint);
        Secret = endpoint.Secrets(Partners.World.Key, now).Single().Text;
    }
}
