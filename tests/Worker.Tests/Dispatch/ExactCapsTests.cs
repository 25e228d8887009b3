using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Dispatch;

namespace PartnerGraph.Worker.Tests.Dispatch;

/// <summary>Caps hold to the mail, however many lanes and workers look at the same moment.</summary>
public sealed class ExactCapsTests
{
    private const int Cap = 5;
    private const int Mails = 18;
    private const string Anna = "anna@contoso.example";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    public static TheoryData<DatabaseProvider, CapOf> Caps =>
        new MatrixTheoryData<DatabaseProvider, CapOf>(
            [DatabaseProvider.Sqlite, DatabaseProvider.Postgres],
            [CapOf.Recipient, CapOf.Organization]
        );

    [Theory]
    [MemberData(nameof(Caps))]
    public async Task Several_workers_send_as_many_as_the_cap_says_and_give_each_other_mail_a_place(
        DatabaseProvider provider,
        CapOf of
    )
    {
        var caps =
            of is CapOf.Recipient
                ? MailCaps.None with
                {
                    RecipientPerDay = Cap,
                }
                : MailCaps.None with
                {
                    OrganizationPerDay = Cap,
                };
        await using var world = await WorkerWorld.CreateAsync(provider, caps: caps);
        for (var at = 0; at < Mails; at++)
            await QueueAsync(world, of, at);
        var workers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => world.StartWorkerAsync()));

        await UntilSettledAsync(world);
        await IsExactAsync(world, sent: Cap);
        var places = (await world.RowsAsync()).Select(row => row.CountsAt!.Value).Order().ToList();
        // Reckoned from when the mail before was let through, a moment before it was sent.
        for (var at = Cap; at < places.Count; at++)
            (places[at] - places[at - Cap]).ShouldBeGreaterThan(Day - TimeSpan.FromSeconds(30));

        await LetTimePassAsync(world, Day + TimeSpan.FromMinutes(6), workers);
        await IsExactAsync(world, sent: 2 * Cap);
        // Those went six minutes after their places: the next ones' places have come, and the cap has no room yet.
        await LetTimePassAsync(world, Day - TimeSpan.FromMinutes(3), workers);
        await IsExactAsync(world, sent: 2 * Cap);
        await LetTimePassAsync(world, TimeSpan.FromMinutes(10), workers);
        await IsExactAsync(world, sent: 3 * Cap);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Who_comes_later_stands_behind_who_waits_and_who_is_put_off_by_the_server_gives_the_place_back(
        DatabaseProvider provider
    )
    {
        await using var world = await WorkerWorld.CreateAsync(
            provider,
            caps: MailCaps.None with
            {
                RecipientPerDay = 1,
            }
        );
        world.Smtp.Script.Say(TestHosts.Smtp.SmtpStep.RcptTo, "450 4.2.1 not now");
        var first = await world.QueueAsync(Anna);
        var worker = await world.StartWorkerAsync();
        (
            await world.WaitForAsync(first, row => row is { Status: MailStatus.Deferred, LeaseOwner: null })
        ).CountsAt.ShouldBeNull();

        List<OutboxMessage> later = [];
        for (var at = 0; at < 3; at++)
        {
            var id = await world.QueueAsync(Anna);
            WorkerWorld.Ring(worker);
            later.Add(await world.WaitForAsync(id, row => row.LeaseOwner is null && row.CountsAt is not null));
        }

        later[0].Status.ShouldBe(MailStatus.Sent);
        // The second is reckoned when the first is sent, or a moment before.
        (later[1].CountsAt!.Value - later[0].CountsAt!.Value).ShouldBe(Day, TimeSpan.FromSeconds(30));
        (later[2].CountsAt!.Value - later[1].CountsAt!.Value).ShouldBe(Day);
        (later[1].NextAttemptAt - later[1].CountsAt!.Value).ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(5.1));
        // Two days away: looked at before, for its link may end.
        (later[2].NextAttemptAt - TimeProvider.System.GetUtcNow()).ShouldBeInRange(TimeSpan.FromHours(11), Day);

        await world.MakeDueAsync(later[2].Id, worker);
        var looked = await world.WaitForAsync(
            later[2].Id,
            row => row.LeaseOwner is null && row.LeaseEpoch > later[2].LeaseEpoch
        );
        (looked.Status, looked.CountsAt).ShouldBe((MailStatus.Deferred, later[2].CountsAt));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Many_claimers_at_once_take_no_more_than_the_mail_server_may_get(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        for (var at = 0; at < 30; at++)
            await world.QueueAsync($"person{at}@contoso.example");

        var claimed = await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(async at =>
                {
                    await Task.Yield();
                    return await world.Queue.ClaimWithinAsync(
                        $"worker {at}",
                        4,
                        TimeSpan.FromMinutes(1),
                        11,
                        TimeSpan.FromMinutes(1),
                        TestContext.Current.CancellationToken
                    );
                })
        );

        var claims = claimed.SelectMany(one => one.Claims).ToList();
        claims.Count.ShouldBe(11);
        claims.Select(claim => claim.Message.Id).Distinct().Count().ShouldBe(11);
        claimed.Count(one => one.FullFor is not null).ShouldBe(7);
    }

    [Theory]
    [InlineData(10, 0, 10)]
    [InlineData(10, 1, 10 + (24 / 288.0))]
    [InlineData(24, 0, 24)]
    [InlineData(25, 0, 12)]
    [InlineData(2_000, 1, 24)]
    public void Mails_over_a_cap_are_not_all_looked_at_in_one_moment(double place, double chance, double hours) =>
        CapWait
            .Until(TimeSpan.FromHours(place), Day, chance)
            .ShouldBe(TimeSpan.FromHours(hours), TimeSpan.FromMilliseconds(1));

    private static Task<Guid> QueueAsync(WorkerWorld world, CapOf of, int at) =>
        of is CapOf.Recipient
            ? world.QueueAsync(Anna, of: new OrganizationId(Guid.CreateVersion7()))
            : world.QueueAsync($"person{at}@contoso.example");

    /// <summary>Nobody has anything in hand, and nothing is due.</summary>
    private static Task UntilSettledAsync(WorkerWorld world) =>
        world.WaitForAsync(rows =>
            rows.All(row =>
                row.LeaseOwner is null
                && (row.Status is MailStatus.Sent || row.NextAttemptAt > TimeProvider.System.GetUtcNow())
            )
        );

    private static async Task IsExactAsync(WorkerWorld world, int sent)
    {
        var rows = await world.RowsAsync();
        rows.Count(row => row.Status is MailStatus.Sent).ShouldBe(sent);
        world.Smtp.Mails.Count.ShouldBe(sent);
        rows.Where(row => row.Status is not MailStatus.Sent).ShouldAllBe(row => row.Attempts == 0);
    }

    /// <summary>The clock is the database's: so everything is moved back instead.</summary>
    private static async Task LetTimePassAsync(WorkerWorld world, TimeSpan time, IEnumerable<IHost> workers)
    {
        await using (var db = world.Database.Open(WorkerWorld.Everyone))
        {
            foreach (var row in await world.RowsAsync())
            {
                var (sent, counts, next) = (row.SentAt - time, row.CountsAt - time, row.NextAttemptAt - time);
                await db
                    .Outbox.Where(one => one.Id == row.Id)
                    .ExecuteUpdateAsync(set =>
                        set.SetProperty(one => one.SentAt, sent)
                            .SetProperty(one => one.CountsAt, counts)
                            .SetProperty(one => one.NextAttemptAt, next)
                    );
            }
        }
        foreach (var worker in workers)
            WorkerWorld.Ring(worker);
        await UntilSettledAsync(world);
    }
}
