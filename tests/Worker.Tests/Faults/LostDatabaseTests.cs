using Npgsql;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Faults;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Faults;

/// <summary>The database goes away between a mail's last word and the note that it was sent.</summary>
public sealed class LostDatabaseTests
{
    [Fact]
    public async Task What_was_sent_is_noted_as_soon_as_the_database_is_back_and_not_sent_again()
    {
        await using var world = await WorkerWorld.CreateAsync(DatabaseProvider.Postgres);
        var direct = new NpgsqlConnectionStringBuilder(world.ConnectionString);
        await using var network = TcpProxy.Start(direct.Port);
        var way = new NpgsqlConnectionStringBuilder(world.ConnectionString) { Port = network.Port, MaxAutoPrepare = 0 };
        var noting = network.HoldBefore("status = 'Sent'");
        var id = await world.QueueAsync("anna@reseller.example");
        await world.StartWorkerAsync(way.ConnectionString);
        await noting;

        network.Refuse();
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60)))
        {
            while (world.Log.All.Split("could not be noted yet").Length < 4)
                await Task.Delay(20, patience.Token);
        }
        network.Forward();

        var row = await world.WaitForAsync(id, MailStatus.Sent);
        row.Attempts.ShouldBe(1);
        world.Smtp.Mails.Count.ShouldBe(1);
    }
}
