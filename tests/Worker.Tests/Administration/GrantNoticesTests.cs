using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Administration;

/// <summary>R72: what partner and customer are told before a grant ends, and when it has; each exactly once, however often anybody looks.</summary>
public sealed class GrantNoticesTests
{
    private const string EndedEn = "The administration of Tailspin Toys by Contoso has ended";
    private const string SoonRu = "Разрешение на управление учетной записью «Tailspin Toys» скоро закончится";
    private const string EndedRu = "Разрешение на управление учетной записью «Tailspin Toys» закончилось";

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Both_sides_are_warned_thirty_seven_and_one_day_before_and_told_of_the_end_once_each_in_their_language(
        DatabaseProvider provider
    )
    {
        await using var world = await GrantWorld.CreateAsync(provider);
        var worker = await world.World.StartWorkerAsync();
        var sent = 0;
        foreach (var days in ExpiryWarnings.Days)
        {
            var left = TimeSpan.FromDays(days);
            (await world.LookAsync(left + Hour)).ShouldBe(0, $"{days} days and an hour before");
            (await world.LookAsync(left)).ShouldBe(1, $"{days} days before");
            (await world.LookAsync(left)).ShouldBe(0, $"{days} days before, again");
            (await world.LookAsync(left - Hour)).ShouldBe(0, $"an hour later");
            WorkerWorld.Ring(worker);
            await world.SentAsync(sent += 2);
        }
        (await world.LookAsync(TimeSpan.Zero)).ShouldBe(1);
        (await world.LookAsync(TimeSpan.Zero)).ShouldBe(0);
        (await world.LookAsync(-Hour)).ShouldBe(0);
        WorkerWorld.Ring(worker);
        var mails = await world.SentAsync(sent + 2);

        world.SubjectsTo(GrantWorld.OfReseller).ShouldBe([Soon("30 days"), Soon("7 days"), Soon("1 day"), EndedEn]);
        world.SubjectsTo(GrantWorld.OfCustomer).ShouldBe([SoonRu, SoonRu, SoonRu, EndedRu]);
        var russian = mails.Where(mail => mail.EnvelopeTo == GrantWorld.OfCustomer).Select(mail => mail.Text).ToList();
        foreach (var (text, left) in russian.Zip(["30 дней", "7 дней", "1 день"]))
        {
            text.ShouldContain($"Осталось не больше чем {left}.");
            text.ShouldContain(Wording.Moment(Language.Ru, world.End));
        }
        string[] told = ["30", "7", "1"];
        foreach (var side in new[] { world.ResellerId, world.CustomerId })
            (await world.ToldAsync(side)).ShouldBe([
                .. told.Select(days => $"administration.expiring {days}"),
                "administration.expired",
            ]);
        var grant = await world.GrantAsync();
        (grant.Status, grant.ClosedAt, grant.ExpiresAt).ShouldBe(
            (AdministrationGrantStatus.Expired, world.End, world.End)
        );
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_job_that_was_away_gives_the_nearest_warning_alone_and_none_that_was_missed_afterwards(
        DatabaseProvider provider
    )
    {
        await using var world = await GrantWorld.CreateAsync(provider);
        var worker = await world.World.StartWorkerAsync();
        (await world.LookAsync(TimeSpan.FromDays(5))).ShouldBe(1);
        (await world.LookAsync(TimeSpan.FromDays(4))).ShouldBe(0);
        WorkerWorld.Ring(worker);
        await world.SentAsync(2);

        // The last warning was missed as well: what is over is not warned of.
        (await world.LookAsync(-Hour)).ShouldBe(1);
        (await world.LookAsync(-Hour)).ShouldBe(0);
        WorkerWorld.Ring(worker);
        await world.SentAsync(4);
        // Five days are left and not seven: the words hold for a late one too.
        world.SubjectsTo(GrantWorld.OfReseller).ShouldBe([Soon("7 days"), EndedEn]);
        world.SubjectsTo(GrantWorld.OfCustomer).ShouldBe([SoonRu, EndedRu]);
        (await world.ToldAsync(world.CustomerId)).ShouldBe(["administration.expiring 7", "administration.expired"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Whoever_has_extended_or_ended_a_grant_is_not_warned_of_its_old_end(DatabaseProvider provider)
    {
        await using var world = await GrantWorld.CreateAsync(provider);
        // Warned, and the mails have not left when the customer consents to more.
        (await world.LookAsync(TimeSpan.FromDays(7))).ShouldBe(1);
        var consent = world.End.AddDays(-6);
        await world.ChangeAsync(grant =>
        {
            PartnerWorld.Done(grant.RequestExtension(world.ResellerId, 60, consent));
            PartnerWorld.Done(grant.Approve(world.CustomerId, consent));
        });
        var worker = await world.World.StartWorkerAsync();
        await world.SentAsync(2, dead: 2);
        world.Smtp.Mails.ShouldAllBe(mail => !mail.Subject.Contains("within") && mail.Subject != SoonRu);
        foreach (var left in new[] { 1, 0, -1 })
            (await world.LookAsync(TimeSpan.FromDays(left))).ShouldBe(0, "by the old end");

        // By the new one all of it comes anew; and an ended grant is not warned of either.
        var end = consent.AddDays(60);
        (await world.LookAtAsync(end.AddDays(-30) - Hour)).ShouldBe(0);
        (await world.LookAtAsync(end.AddDays(-30))).ShouldBe(1);
        WorkerWorld.Ring(worker);
        await world.SentAsync(4, dead: 2);
        var warned = world.Smtp.Mails.Single(mail => mail.Subject == Soon("30 days"));
        warned.Text.ShouldContain(Wording.Moment(Language.En, end));
        await worker.StopAsync();
        (await world.LookAtAsync(end.AddDays(-7))).ShouldBe(1);
        await world.ChangeAsync(grant => PartnerWorld.Done(grant.End(world.CustomerId, end.AddDays(-6))));
        (await world.LookAtAsync(end)).ShouldBe(0);
        await world.World.StartWorkerAsync();
        await world.SentAsync(6, dead: 4);
        world.SubjectsTo(GrantWorld.OfReseller).ShouldNotContain(Soon("7 days"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Jobs_that_look_at_the_same_moment_warn_once(DatabaseProvider provider)
    {
        await using var world = await GrantWorld.CreateAsync(provider);
        var looks = new List<Task<int>>();
        await using (var db = world.World.Database.Open(WorkerWorld.Everyone))
        {
            // Somebody holds the grant: all of them have found it due before one of them can say so.
            await using var held = await db.Database.BeginTransactionAsync();
            await db
                .AdministrationGrants.Where(grant => grant.Id == world.Grant)
                .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.Days, grant => grant.Days));
            for (var job = 0; job < 4; job++)
                looks.Add(Task.Run(() => world.LookAsync(TimeSpan.FromDays(30))));
            if (provider == DatabaseProvider.Postgres)
                await AllWaitAsync(world, looks.Count);
            await held.RollbackAsync();
        }
        (await Task.WhenAll(looks)).Sum().ShouldBe(1);

        // Two workers at once, each with the job and the mails.
        await Task.WhenAll(world.World.StartWorkerAsync(), world.World.StartWorkerAsync());
        await world.SentAsync(2);
        (await world.ToldAsync(world.CustomerId)).ShouldBe(["administration.expiring 30"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_workers_that_start_when_grants_have_run_out_tell_of_each_once(DatabaseProvider provider)
    {
        await using var world = await GrantWorld.CreateAsync(provider);
        await world.EndedYesterdayAsync();
        // One process on SQLite; on PostgreSQL the schedules of both are one.
        var workers = provider == DatabaseProvider.Postgres ? 2 : 1;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => world.World.StartWorkerAsync()));

        await world.Smtp.WaitForMailAsync(mail => mail.Subject == EndedEn);
        await world.Smtp.WaitForMailAsync(mail => mail.Subject == EndedRu);
        (await world.LookAtAsync(TimeProvider.System.GetUtcNow())).ShouldBe(0);
        await world.SentAsync(2);
        (await world.GrantAsync()).Status.ShouldBe(AdministrationGrantStatus.Expired);
    }

    private static string Soon(string days) => $"The administration of Tailspin Toys by Contoso ends within {days}";

    private static async Task AllWaitAsync(GrantWorld world, int count)
    {
        // Not in the transaction that holds them: there the server tells the same each time.
        await using var db = world.World.Database.Open(WorkerWorld.Everyone);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (
            (
                await db
                    .Database.SqlQueryRaw<long>(
                        "select count(distinct pid) as \"Value\" from pg_locks join pg_stat_activity using (pid) where datname = current_database() and not granted"
                    )
                    .ToListAsync(patience.Token)
            )[0] < count
        )
            await Task.Delay(20, patience.Token);
    }
}
