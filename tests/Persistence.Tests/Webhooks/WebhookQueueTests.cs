using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Tests.Databases;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Persistence.Tests.Webhooks;

/// <summary>Deliveries among several workers, of which some die, and endpoints, of which some are stuck.</summary>
public abstract class WebhookQueueTests(DatabaseFixture fixture)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    // Zero would be over at the next moment of the clock, which has milliseconds.
    private static readonly TimeSpan Lapsed = TimeSpan.FromSeconds(-1);
    private static readonly string[] Told = [EventNames.PartnershipInvited];

    private readonly World world = new(fixture);
    private readonly WebhookFeed feed = fixture.Get<WebhookFeed>();
    private readonly WebhookQueue queue = fixture.Get<WebhookQueue>();

    [Fact]
    public async Task Every_event_becomes_one_delivery_however_many_workers_look()
    {
        await CloseAllAsync();
        var endpoint = await EndpointAsync(await world.ProviderAsync());
        await InviteAsync(endpoint, 12);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => feed.FillAsync(Told, default))));
        await feed.FillAsync(Told, default);

        (await PositionsAsync(endpoint.Id)).ShouldBe(Enumerable.Range(1, 12).Select(at => (long?)at));
    }

    [Fact]
    public async Task What_a_dead_worker_had_in_hand_is_taken_up_under_the_same_id_and_the_dead_ones_word_no_longer_counts()
    {
        await CloseAllAsync();
        var endpoint = await EndpointAsync(await world.ProviderAsync());
        await InviteAsync(endpoint, 1);
        await feed.FillAsync(Told, default);

        var dead = (await queue.ClaimAsync("dead", 10, 4, Lapsed, default)).ShouldHaveSingleItem();
        var alive = (await queue.ClaimAsync("alive", 10, 4, Lease, default)).ShouldHaveSingleItem();

        alive.Delivery.WebhookId.ShouldBe(dead.Delivery.WebhookId);
        alive.Delivery.Attempts.ShouldBe(2);
        (await queue.SucceededAsync(dead, Attempt(dead), default)).ShouldBeFalse();
        (await queue.SucceededAsync(alive, Attempt(alive), default)).ShouldBeTrue();
        await using var db = fixture.OpenAll();
        var row = await db.WebhookDeliveries.SingleAsync(one => one.Id == alive.Delivery.Id);
        (row.Status, row.LastError).ShouldBe((WebhookDeliveryStatus.Succeeded, null));
        // That the dead one was taken up again for, its late word, and what came through.
        (await db.WebhookAttempts.CountAsync(one => one.DeliveryId == row.Id)).ShouldBe(3);
    }

    [Fact]
    public async Task What_was_broken_off_stands_in_the_log_once_for_each_worker_that_did_not_come_back()
    {
        await CloseAllAsync();
        var endpoint = await EndpointAsync(await world.ProviderAsync());
        await InviteAsync(endpoint, 1);
        await feed.FillAsync(Told, default);

        (await LostAsync()).ShouldBe(0);
        (await queue.ClaimAsync("dead", 10, 4, Lapsed, default)).Count.ShouldBe(1);
        (await LostAsync()).ShouldBe(0);
        (await queue.ClaimAsync("also dead", 10, 4, Lapsed, default)).Count.ShouldBe(1);
        (await LostAsync()).ShouldBe(1);
        var stopping = (await queue.ClaimAsync("told to stop", 10, 4, Lease, default)).ShouldHaveSingleItem();
        (await LostAsync()).ShouldBe(2);

        await queue.ReleaseAsync(stopping, default);
        var alive = (await queue.ClaimAsync("alive", 10, 4, Lease, default)).ShouldHaveSingleItem();
        (await LostAsync()).ShouldBe(2);
        alive.Delivery.LastError.ShouldBeNull();

        async Task<int> LostAsync()
        {
            await using var db = fixture.OpenAll();
            return await db.WebhookAttempts.CountAsync(one =>
                one.OrganizationId == endpoint.OrganizationId
                && one.Error!.StartsWith("It was broken off")
                && one.Status == null
                && one.Request == null
            );
        }
    }

    [Fact]
    public async Task A_long_queue_of_one_endpoint_leaves_room_for_the_others()
    {
        await CloseAllAsync();
        var loud = await EndpointAsync(await world.ProviderAsync());
        var quiet = await EndpointAsync(await world.ProviderAsync());
        await InviteAsync(loud, 30);
        await InviteAsync(quiet, 1);
        await feed.FillAsync(Told, default);

        var first = await queue.ClaimAsync("one", 32, 4, Lease, default);
        first.Count(claim => claim.Delivery.EndpointId == loud.Id).ShouldBe(4);
        first.Count(claim => claim.Delivery.EndpointId == quiet.Id).ShouldBe(1);
        (await queue.ClaimAsync("other", 32, 4, Lease, default)).ShouldBeEmpty();

        // Where nothing comes through one probe is enough.
        foreach (var claim in first.Where(claim => claim.Delivery.EndpointId == loud.Id))
            (await queue.FailedAsync(claim, Attempt(claim), TimeSpan.FromHours(1), default)).ShouldBeTrue();
        (await queue.ClaimAsync("other", 32, 4, Lease, default)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_replay_queues_again_what_there_is_and_adds_what_there_is_not()
    {
        await CloseAllAsync();
        var endpoint = await EndpointAsync(await world.ProviderAsync());
        await InviteAsync(endpoint, 3);
        await feed.FillAsync(Told, default);
        foreach (var claim in await queue.ClaimAsync("one", 10, 10, Lease, default))
            await queue.SucceededAsync(claim, Attempt(claim), default);
        await using (var db = fixture.OpenAll())
        {
            await db
                .WebhookDeliveries.Where(row => row.EndpointId == endpoint.Id && row.Position == 2)
                .ExecuteDeleteAsync();
            var stored = await db.WebhookEndpoints.SingleAsync(row => row.Id == endpoint.Id);
            stored.Replay(1);
            await db.SaveChangesAsync();
        }
        await feed.FillAsync(Told, default);

        var again = await queue.ClaimAsync("one", 10, 10, Lease, default);
        again.Select(claim => claim.Delivery.Position).Order().ShouldBe([2L, 3L]);
        (await PositionsAsync(endpoint.Id)).ShouldBe([1L, 2L, 3L]);
    }

    private async Task<IReadOnlyList<long?>> PositionsAsync(WebhookEndpointId endpoint)
    {
        await using var db = fixture.OpenAll();
        return await db
            .WebhookDeliveries.Where(row => row.EndpointId == endpoint)
            .OrderBy(row => row.Position)
            .Select(row => row.Position)
            .ToListAsync();
    }

    // Tests of one class share a database: what others left is no longer due.
    private async Task CloseAllAsync()
    {
        await using var db = fixture.OpenAll();
        await db.WebhookEndpoints.ExecuteDeleteAsync();
    }

    private async Task<WebhookEndpoint> EndpointAsync(Organization organization)
    {
        var now = TimeProvider.System.GetUtcNow();
        var endpoint = new WebhookEndpoint(
            new WebhookEndpointId(Guid.CreateVersion7(now)),
            organization.Id,
            new UserId(Guid.CreateVersion7(now)),
            new WebhookTarget("https://hooks.example/", null, [], null),
            0,
            now
        );
        await using var db = fixture.OpenAll();
        db.WebhookEndpoints.Add(endpoint);
        await db.SaveChangesAsync();
        return endpoint;
    }

    private async Task InviteAsync(WebhookEndpoint endpoint, int count)
    {
        await using var db = fixture.OpenAll();
        var organization = await db.Organizations.SingleAsync(row => row.Id == endpoint.OrganizationId);
        for (var i = 0; i < count; i++)
            await world.InvitationAsync(organization, $"r{i}@reseller.example");
    }

    private static WebhookAttempt Attempt(WebhookClaim claim) =>
        new()
        {
            Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
            OrganizationId = claim.Delivery.OrganizationId,
            DeliveryId = claim.Delivery.Id,
            At = TimeProvider.System.GetUtcNow(),
        };
}

public sealed class WebhookQueueOnSqliteTests(SqliteFixture fixture)
    : WebhookQueueTests(fixture),
        IClassFixture<SqliteFixture>;

public sealed class WebhookQueueOnPostgresTests(PostgresFixture fixture)
    : WebhookQueueTests(fixture),
        IClassFixture<PostgresFixture>;
