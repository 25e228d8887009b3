using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Worker.Tests.Dispatch;

/// <summary>How long one organization's queue is does not matter to another one. Counted in positions, not in time.</summary>
public sealed class FairTurnsTests
{
    private const int Many = 100_000;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task One_mail_does_not_wait_for_a_hundred_thousand_of_another_organization(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        await QueueAsync(world, WorkerWorld.Organization, 1);
        await MultiplyAsync(world, Many - 1);
        (await ClaimAsync(world, 4)).Count.ShouldBe(4);

        // On either side of it in the round.
        foreach (var other in new[] { Organization(0x00), Organization(0xFF) })
        {
            await QueueAsync(world, other, 1);
            var claimed = await ClaimAsync(world, 4);

            claimed.Count.ShouldBe(4);
            claimed.Count(message => message.OrganizationId == other).ShouldBe(1);
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Nobody_gets_a_second_turn_while_somebody_waits_for_the_first(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        await QueueAsync(world, WorkerWorld.Organization, 1000);
        var others = Enumerable.Range(1, 40).Select(Organization).ToList();
        foreach (var other in others)
            await QueueAsync(world, other, 2);

        // As few at a time as a worker with one lane, and as many as one with eight.
        foreach (var batch in new[] { 1, 8 })
        {
            var round = new List<OrganizationId>();
            while (round.Count < others.Count + 1)
                round.AddRange((await ClaimAsync(world, batch)).Select(message => message.OrganizationId));

            round.Take(others.Count + 1).Distinct().Count().ShouldBe(others.Count + 1);
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Oldest_mails_of_an_organization_come_first_and_none_is_left(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        var first = await QueueAsync(world, WorkerWorld.Organization, 10);
        var second = await QueueAsync(world, Organization(0x77), 3);
        var claimed = new List<OutboxMessage>();
        while (await ClaimAsync(world, 4) is { Count: > 0 } batch)
            claimed.AddRange(batch);

        claimed.Select(message => message.Id).Order().ShouldBe(first.Concat(second).Order());
        var own = claimed.Where(message => message.OrganizationId == Organization(0x77)).Select(message => message.Id);
        own.ShouldBe(second);
        claimed.ShouldAllBe(message => message.Attempts == 1 && message.LeaseEpoch == 1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Worker_sends_the_single_mail_among_the_first(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        await QueueAsync(world, WorkerWorld.Organization, 200);
        var single = (await QueueAsync(world, Organization(0xFF), 1)).ShouldHaveSingleItem();
        await world.StartWorkerAsync();

        var mail = await world.Smtp.WaitForMailAsync(
            mail => mail.MessageId == $"<{single:N}@partnergraph>",
            TimeSpan.FromMinutes(2)
        );
        // Four lanes are busy when the worker first looks, and as many wait: what comes before it is bounded by that.
        world.Smtp.Mails.Take(9).ShouldContain(mail);
    }

    private static async Task<IReadOnlyList<OutboxMessage>> ClaimAsync(WorkerWorld world, int batch) =>
        [.. (await world.Queue.ClaimAsync("one", batch, Lease, CancellationToken.None)).Select(claim => claim.Message)];

    private static OrganizationId Organization(int number) =>
        new(new Guid($"{number:x2}000000-5d7e-7f00-a1b2-c3d4e5f60718"));

    /// <summary>So many copies of the one row that is there, without a round trip for each.</summary>
    private static async Task MultiplyAsync(WorkerWorld world, int times)
    {
        await using var db = world.Database.Open(WorkerWorld.Everyone);
        var id = db.Database.IsSqlite()
            ? "printf('00000000-0000-7000-8000-%012X', n)"
            : "('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid";
        var sql = $$"""
            with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < {0})
            insert into outbox (id, organization_id, kind, version, payload, subject_type, subject_id, recipient, message_id,
                created_at, status, attempts, next_attempt_at, lease_epoch)
            select {{id}}, organization_id, kind, version, payload, subject_type, subject_id, recipient, message_id,
                created_at, status, attempts, next_attempt_at, lease_epoch
            from outbox, numbers
            """;
        await db.Database.ExecuteSqlRawAsync(sql, times);
    }

    /// <summary>In steps of a millisecond, all due; the ids in order of their age.</summary>
    private static async Task<List<Guid>> QueueAsync(WorkerWorld world, OrganizationId organization, int count)
    {
        var begin = TimeProvider.System.GetUtcNow().AddHours(-1);
        var ids = Enumerable.Range(0, count).Select(at => Guid.CreateVersion7(begin.AddMilliseconds(at))).ToList();
        await using var db = world.Database.Open(Tenant.Of(organization));
        db.Outbox.AddRange(
            ids.Index()
                .Select(row => new OutboxMessage
                {
                    Id = row.Item,
                    OrganizationId = organization,
                    Kind = GreetingMailWriter.Name,
                    Payload = "{}",
                    SubjectType = "test",
                    SubjectId = row.Item,
                    Recipient = $"person{row.Index}@contoso.example",
                    MessageId = $"{row.Item:N}@partnergraph",
                    CreatedAt = begin.AddMilliseconds(row.Index),
                })
        );
        await db.SaveChangesAsync();
        return ids;
    }
}
