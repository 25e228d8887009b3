using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Dispatch;

namespace PartnerGraph.Worker.Tests.Dispatch;

/// <summary>What is over a cap waits, is not lost, and holds up nobody else.</summary>
public sealed class MailCapsTests
{
    private static readonly OrganizationId Other = new(new Guid("019aab3c-0000-7f00-a1b2-c3d4e5f60718"));

    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Recipient_gets_no_more_a_day_from_all_together(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(
            provider,
            caps: MailCaps.None with
            {
                RecipientPerDay = 2,
            }
        );
        var worker = await world.StartWorkerAsync();
        foreach (var of in new[] { WorkerWorld.Organization, Other })
            await SentAsync(world, worker, "anna@contoso.example", of);

        var third = await world.QueueAsync("anna@contoso.example");
        WorkerWorld.Ring(worker);
        var held = await world.WaitForAsync(third, row => row is { Status: MailStatus.Deferred, LeaseOwner: null });
        (held.Attempts, held.LastError).ShouldBe((0, "No more than 2 mails a day go to one address."));
        (held.NextAttemptAt - TimeProvider.System.GetUtcNow()).ShouldBeInRange(
            TimeSpan.FromHours(23.9),
            TimeSpan.FromHours(24.1)
        );
        await SentAsync(world, worker, "boris@contoso.example", WorkerWorld.Organization);

        await LetADayPassAsync(world);
        await world.MakeDueAsync(third, worker);
        (await world.WaitForAsync(third, MailStatus.Sent)).Attempts.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Organization_over_its_cap_waits_and_the_others_do_not(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(
            provider,
            caps: MailCaps.None with
            {
                OrganizationPerDay = 3,
            }
        );
        var worker = await world.StartWorkerAsync();
        for (var at = 0; at < 3; at++)
            await SentAsync(world, worker, $"person{at}@contoso.example", WorkerWorld.Organization);

        var over = await world.QueueAsync("person3@contoso.example");
        WorkerWorld.Ring(worker);
        (await world.WaitForAsync(over, MailStatus.Deferred)).LastError.ShouldBe(
            "No more than 3 mails a day go out for one organization."
        );
        for (var at = 0; at < 3; at++)
            await SentAsync(world, worker, $"person{at}@contoso.example", Other);
        world.Smtp.Mails.Count.ShouldBe(6);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Inviter_over_the_cap_waits_and_another_one_does_not(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider, caps: MailCaps.None with { InviterPerDay = 1 });
        var (one, two) = (new UserId(Guid.CreateVersion7()), new UserId(Guid.CreateVersion7()));
        var first = await QueueByAsync(world, one);
        var worker = await world.StartWorkerAsync();
        await world.WaitForAsync(first, MailStatus.Sent);

        var over = await QueueByAsync(world, one);
        var others = await QueueByAsync(world, two);
        WorkerWorld.Ring(worker);

        (await world.WaitForAsync(over, MailStatus.Deferred)).LastError.ShouldBe(
            "No more than 1 invitations a day go out for one person."
        );
        await world.WaitForAsync(others, MailStatus.Sent);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Mail_server_gets_no_more_a_minute_and_the_rest_stays_queued(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(
            provider,
            caps: MailCaps.None with
            {
                ServerPerMinute = 3,
            }
        );
        for (var at = 0; at < 5; at++)
            await world.QueueAsync($"person{at}@contoso.example");
        await world.StartWorkerAsync();
        await world.WaitForAsync(rows => rows.Count(row => row.Status == MailStatus.Sent) == 3);
        (await world.RowsAsync()).Count(row => row is { Status: MailStatus.Queued, Attempts: 0 }).ShouldBe(2);

        // Another worker keeps the same cap; then a minute passes.
        var another = await world.StartWorkerAsync();
        await LetADayPassAsync(world);
        WorkerWorld.Ring(another);
        await world.WaitForAsync(rows => rows.All(row => row.Status == MailStatus.Sent));
        world.Smtp.Mails.Count.ShouldBe(5);
    }

    private static async Task SentAsync(
        WorkerWorld world,
        Microsoft.Extensions.Hosting.IHost worker,
        string recipient,
        OrganizationId of
    )
    {
        var mail = await world.QueueAsync(recipient, of: of);
        WorkerWorld.Ring(worker);
        await world.WaitForAsync(mail, MailStatus.Sent);
    }

    private static async Task<Guid> QueueByAsync(WorkerWorld world, UserId inviter)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var db = world.Database.Open(WorkerWorld.Everyone);
        db.Outbox.Add(
            new OutboxMessage
            {
                Id = id,
                OrganizationId = WorkerWorld.Organization,
                Kind = GreetingMailWriter.Name,
                Payload = "{}",
                SubjectType = "test",
                SubjectId = id,
                Recipient = "anna@contoso.example",
                CausedBy = inviter,
                MessageId = $"{id:N}@partnergraph",
                CreatedAt = now,
            }
        );
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>The clock is the machine's: so what was sent is moved back instead.</summary>
    private static async Task LetADayPassAsync(WorkerWorld world)
    {
        await using var db = world.Database.Open(WorkerWorld.Everyone);
        var yesterday = TimeProvider.System.GetUtcNow().AddHours(-25);
        await db
            .Outbox.Where(message => message.SentAt != null)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(message => message.SentAt, yesterday)
                    .SetProperty(message => message.CountsAt, yesterday)
            );
    }
}
