using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Schedules;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Schedules;

public sealed class SchedulesTests
{
    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Every_job_runs_when_a_worker_starts(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        await world.StartWorkerAsync();

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!world.Log.All.Contains("Forgotten:", StringComparison.Ordinal))
        {
            timeout.IsCancellationRequested.ShouldBeFalse(world.Log.All);
            await Task.Delay(50);
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Mails_sent_long_ago_are_forgotten_and_waiting_ones_are_not(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        var sent = await world.QueueAsync("anna@contoso.example");
        var worker = await world.StartWorkerAsync();
        await world.WaitForAsync(sent, MailStatus.Sent);
        await worker.StopAsync();
        var waiting = await world.QueueAsync("anna@contoso.example");

        await ForgetAsync(world, Retention.Default);
        (await CountAsync(world)).ShouldBe(2);

        await Task.Delay(20);
        await ForgetAsync(world, new Retention { SentMails = TimeSpan.Zero, DeadMails = TimeSpan.Zero });
        (await world.RowAsync(waiting)).Status.ShouldBe(MailStatus.Queued);
        (await CountAsync(world)).ShouldBe(1);
    }

    private static Task ForgetAsync(WorkerWorld world, Retention retention) =>
        ActivatorUtilities
            .CreateInstance<ForgetOldRowsJob>(world.Services.Services, retention)
            .RunAsync(CancellationToken.None);

    private static async Task<int> CountAsync(WorkerWorld world)
    {
        await using var db = world.Database.Open(WorkerWorld.Everyone);
        return await db.Outbox.CountAsync();
    }
}
