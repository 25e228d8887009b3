using System.Diagnostics;
using System.Globalization;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.TestKit;

namespace PartnerGraph.Worker.Tests.Dispatch;

/// <summary>
/// Four workers on one PostgreSQL. CI sends 400 mails of 20 organizations; PARTNERGRAPH_OUTBOX_ROWS asks for more (`make soak`: 20,000).
/// </summary>
public sealed class ManyWorkersTests
{
    private const int Workers = 4;
    private const int Organizations = 20;

    private static readonly int Rows = SoakPart.Size("PARTNERGRAPH_OUTBOX_ROWS", 400);

    [Fact]
    public async Task Each_mail_is_sent_once_whoever_claims_it()
    {
        await using var world = await WorkerWorld.CreateAsync(DatabaseProvider.Postgres);
        await QueueAsync(world);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => world.StartWorkerAsync()));
        await world.WaitUntilAllAreSentAsync(TimeSpan.FromSeconds(60 + Rows / 20.0));
        var seconds = watch.Elapsed.TotalSeconds;

        var rows = await world.RowsAsync();
        rows.Count.ShouldBe(Rows);
        rows.ShouldAllBe(row => row.Attempts == 1 && row.LeaseEpoch == 1);
        world.Smtp.Mails.Count.ShouldBe(Rows);
        world
            .Smtp.Mails.Select(mail => mail.MessageId)
            .ToHashSet()
            .SetEquals(rows.Select(row => $"<{row.MessageId}>"))
            .ShouldBeTrue();
        SoakPart.Tell(
            "mails of four workers",
            Rows,
            watch.Elapsed,
            string.Create(CultureInfo.InvariantCulture, $"each sent once; {Rows / seconds:F0} a second")
        );
    }

    private static async Task QueueAsync(WorkerWorld world)
    {
        var begin = TimeProvider.System.GetUtcNow().AddHours(-1);
        var organizations = Enumerable.Range(0, Organizations).Select(_ => new OrganizationId(Guid.NewGuid())).ToList();
        foreach (var chunk in Enumerable.Range(0, Rows).Chunk(1000))
        {
            await using var db = world.Database.Open(WorkerWorld.Everyone);
            db.Outbox.AddRange(chunk.Select(at => Message(at, organizations[at % Organizations], begin)));
            await db.SaveChangesAsync();
        }
    }

    private static OutboxMessage Message(int at, OrganizationId organization, DateTimeOffset begin)
    {
        var id = Guid.CreateVersion7(begin.AddMilliseconds(at));
        return new OutboxMessage
        {
            Id = id,
            OrganizationId = organization,
            Kind = GreetingMailWriter.Name,
            Payload = "{}",
            SubjectType = "test",
            SubjectId = id,
            Recipient = $"person{at}@contoso.example",
            MessageId = $"{id:N}@partnergraph",
            CreatedAt = begin.AddMilliseconds(at),
        };
    }
}
