using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Events;

public abstract class EventLogTests(DatabaseFixture fixture)
{
    protected World World { get; } = new(fixture);

    protected EventLog Log { get; } = fixture.Get<EventLog>();

    [Fact]
    public async Task An_event_stands_in_the_log_of_every_organization_it_concerns()
    {
        var provider = await World.ProviderAsync();
        var reseller = await World.ResellerAsync();
        var partnership = await World.PartnershipAsync(provider, reseller);
        foreach (var side in new[] { provider.Id, reseller.Id })
        {
            var stored = (await Log.ReadAsync(side, 0, [], 10, default)).ShouldHaveSingleItem();
            stored.Position.ShouldBe(1);
            stored.Kind.ShouldBe(EventNames.PartnershipEstablished);
            stored.Facts()[FactNames.PartnershipId].ShouldBe(partnership.Id.Value.ToString());
        }
    }

    [Fact]
    public async Task Positions_have_no_gaps_and_never_appear_behind_one_already_read()
    {
        const int writers = 16;
        const int each = 8;
        var provider = await World.ProviderAsync();
        using var done = new CancellationTokenSource();
        // On threads of their own: SQLite answers synchronously, and would otherwise work through them one by one.
        var reader = Task.Run(() => ReadWhileWritingAsync(provider.Id, done.Token));
        await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < each; i++)
                        {
                            await World.InvitationAsync(provider, $"w{writer}-{i}@reseller.example");
                        }
                    })
                )
        );
        await done.CancelAsync();
        var seen = await reader;
        seen.ShouldBe(Enumerable.Range(1, writers * each).Select(position => (long)position));
    }

    [Fact]
    public async Task A_rolled_back_change_leaves_neither_event_nor_gap()
    {
        var provider = await World.ProviderAsync();
        await World.InvitationAsync(provider);
        await using (var db = fixture.OpenAll())
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(World.NewInvitation(provider, "nobody@reseller.example"));
            await db.SaveChangesAsync();
            await transaction.RollbackAsync();
        }
        await World.InvitationAsync(provider);
        (await Log.ReadAsync(provider.Id, 0, [], 10, default)).Select(row => row.Position).ShouldBe([1L, 2L]);
    }

    [Fact]
    public async Task A_save_that_failed_can_be_tried_again_without_doubling_its_mail()
    {
        var provider = await World.ProviderAsync();
        var first = await World.InvitationAsync(provider, "first@reseller.example");
        await using var db = fixture.OpenAll();
        var invitation = World.NewInvitation(provider, "second@reseller.example");
        db.Add(invitation);
        db.Entry(invitation).Property(row => row.SecretHash).CurrentValue = first.SecretHash;
        await Should.ThrowAsync<DbUpdateException>(() => db.SaveChangesAsync());
        db.Entry(invitation).Property(row => row.SecretHash).CurrentValue = invitation.Secret(World.Key).Hash;
        await db.SaveChangesAsync();
        (await db.Outbox.CountAsync(mail => mail.SubjectId == invitation.Id.Value)).ShouldBe(1);
        (await Log.ReadAsync(provider.Id, 0, [], 10, default)).Count.ShouldBe(2);
    }

    private async Task<List<long>> ReadWhileWritingAsync(OrganizationId organization, CancellationToken done)
    {
        var seen = new List<long>();
        while (true)
        {
            var last = done.IsCancellationRequested;
            var read = await Log.ReadAsync(organization, seen.Count == 0 ? 0 : seen[^1], [], 1000, default);
            seen.AddRange(read.Select(row => row.Position));
            if (last && read.Count == 0)
            {
                return seen;
            }
        }
    }
}

public sealed class EventLogOnSqliteTests(SqliteFixture fixture) : EventLogTests(fixture), IClassFixture<SqliteFixture>;

public sealed class EventLogOnPostgresTests(PostgresFixture fixture)
    : EventLogTests(fixture),
        IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Another_process_is_woken_up_by_the_database()
    {
        var provider = await World.ProviderAsync();
        await using var other = fixture.AnotherProcess();
        var listener = other.GetServices<IHostedService>().ShouldHaveSingleItem();
        await listener.StartAsync(default);
        var signal = other.GetRequiredService<EventSignal>();
        var outbox = other.GetRequiredService<PartnerGraph.Persistence.Outbox.OutboxSignal>();
        // The listener rings once when it listens.
        await outbox.Next.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        var events = signal.Next(provider.Id);
        var mails = outbox.Next;
        await World.InvitationAsync(provider);
        await events.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await mails.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await listener.StopAsync(default);
    }
}
