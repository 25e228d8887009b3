using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Outbox;

public abstract class OutboxQueueTests(DatabaseFixture fixture)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    // Zero would be over at the next moment of the clock, which has milliseconds.
    private static readonly TimeSpan Lapsed = TimeSpan.FromSeconds(-1);
    private readonly World world = new(fixture);
    private readonly OutboxQueue queue = fixture.Get<OutboxQueue>();

    [Fact]
    public async Task An_invitation_and_its_mail_are_saved_together_and_without_a_secret()
    {
        await DrainAsync();
        var provider = await world.ProviderAsync();
        var invitation = await world.InvitationAsync(provider, "boss@contoso.example");
        await using var db = fixture.OpenAll();
        var mail = await db.Outbox.SingleAsync(row => row.SubjectId == invitation.Id.Value);
        mail.Kind.ShouldBe("partnership.invited");
        mail.SubjectType.ShouldBe("invitation");
        mail.OrganizationId.ShouldBe(provider.Id);
        mail.Recipient.ShouldBe("boss@contoso.example");
        mail.Status.ShouldBe(MailStatus.Queued);
        mail.MessageId.ShouldEndWith("@partnergraph");
        mail.Payload.ShouldContain(invitation.Id.Value.ToString());
        mail.Payload.ShouldNotContain(invitation.Secret(World.Key).Token);
        mail.Payload.ShouldNotContain("contoso");
    }

    [Fact]
    public async Task Several_claimers_at_once_never_get_the_same_message()
    {
        await DrainAsync();
        await QueueAsync(120);
        var claimed = new ConcurrentBag<Guid>();
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        while (await queue.ClaimAsync($"worker {worker}", 7, Lease, default) is { Count: > 0 } claims)
                        {
                            foreach (var claim in claims)
                            {
                                claimed.Add(claim.Message.Id);
                            }
                        }
                    })
                )
        );
        claimed.Count.ShouldBe(120);
        claimed.Distinct().Count().ShouldBe(120);
    }

    [Fact]
    public async Task A_stale_lease_is_refused_and_the_newer_one_is_not()
    {
        await DrainAsync();
        await QueueAsync(1);
        var stale = (await queue.ClaimAsync("slow", 1, Lapsed, default)).Single();
        await Task.Delay(20, TestContext.Current.CancellationToken);
        var fresh = (await queue.ClaimAsync("quick", 1, Lease, default)).Single();
        fresh.Message.Id.ShouldBe(stale.Message.Id);
        fresh.Epoch.ShouldBe(stale.Epoch + 1);

        (await queue.MarkSentAsync(stale, default)).ShouldBeFalse();
        (await queue.DeferAsync(stale, Lease, "no", default)).ShouldBeFalse();
        (await queue.BounceAsync(stale, "no", null, default)).ShouldBeFalse();
        (await queue.DeadAsync(stale, "no", null, default)).ShouldBeFalse();
        (await queue.RenewAsync(stale, Lease, default)).ShouldBeFalse();
        (await queue.RenewAsync(fresh, Lease, default)).ShouldBeTrue();
        (await queue.MarkSentAsync(fresh, default)).ShouldBeTrue();
        (await queue.MarkSentAsync(fresh, default)).ShouldBeFalse();

        var sent = await MessageAsync(fresh.Message.Id);
        sent.Status.ShouldBe(MailStatus.Sent);
        sent.SentAt.ShouldNotBeNull();
        sent.Attempts.ShouldBe(2);
        sent.LeaseOwner.ShouldBeNull();
    }

    [Fact]
    public async Task A_leased_message_is_not_claimed_again_and_a_released_one_is()
    {
        await DrainAsync();
        await QueueAsync(1);
        var claim = (await queue.ClaimAsync("one", 1, Lease, default)).Single();
        (await queue.ClaimAsync("two", 1, Lease, default)).ShouldBeEmpty();
        (await queue.ReleaseAsync(claim, default)).ShouldBeTrue();
        var again = (await queue.ClaimAsync("two", 1, Lease, default)).Single();
        again.Message.Attempts.ShouldBe(1);
        await queue.MarkSentAsync(again, default);
    }

    [Fact]
    public async Task A_deferred_message_waits_and_comes_back_by_the_databases_clock()
    {
        await DrainAsync();
        await QueueAsync(1);
        var claim = (await queue.ClaimAsync("one", 1, Lease, default)).Single();
        (await queue.DeferAsync(claim, TimeSpan.FromSeconds(0.6), "421 busy", default)).ShouldBeTrue();
        (await queue.ClaimAsync("one", 1, Lease, default)).ShouldBeEmpty();
        var wait = await queue.NextDueInAsync(default);
        wait.ShouldNotBeNull();
        wait.Value.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromSeconds(0.6));
        (await MessageAsync(claim.Message.Id)).LastError.ShouldBe("421 busy");

        await Task.Delay(700, TestContext.Current.CancellationToken);
        var again = (await queue.ClaimAsync("one", 1, Lease, default)).Single();
        again.Message.Attempts.ShouldBe(2);
        await queue.MarkSentAsync(again, default);
    }

    [Fact]
    public async Task Dead_letters_are_listed_and_replayed_under_their_old_message_id()
    {
        await DrainAsync();
        await QueueAsync(1);
        var claim = (await queue.ClaimAsync("one", 1, Lease, default)).Single();
        (await queue.DeadAsync(claim, "the template failed", null, default)).ShouldBeTrue();
        (await queue.ListDeadAsync(10, default)).Select(row => row.Id).ShouldContain(claim.Message.Id);
        (await queue.ReplayAsync(claim.Message.Id, default)).ShouldBeTrue();
        (await queue.ReplayAsync(claim.Message.Id, default)).ShouldBeFalse();
        var again = (await queue.ClaimAsync("one", 1, Lease, default)).Single();
        again.Message.MessageId.ShouldBe(claim.Message.MessageId);
        await queue.MarkSentAsync(again, default);
    }

    [Fact]
    public async Task A_queued_message_rings_the_bell_only_after_the_commit()
    {
        var provider = await world.ProviderAsync();
        var signal = fixture.Get<OutboxSignal>();
        await using var db = fixture.OpenAll();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var ring = signal.Next;
        db.Add(world.NewInvitation(provider, "someone@reseller.example"));
        await db.SaveChangesAsync();
        ring.IsCompleted.ShouldBeFalse();
        await transaction.CommitAsync();
        await ring.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
    }

    private async Task QueueAsync(int count)
    {
        var provider = await world.ProviderAsync();
        await using var db = fixture.OpenAll();
        for (var i = 0; i < count; i++)
        {
            var id = world.NewId();
            db.Outbox.Add(
                new OutboxMessage
                {
                    Id = id,
                    OrganizationId = provider.Id,
                    Kind = "test.mail",
                    Payload = "{}",
                    SubjectType = "test",
                    SubjectId = id,
                    MessageId = $"{id:N}@partnergraph",
                    CreatedAt = world.Now,
                }
            );
        }
        await db.SaveChangesAsync();
    }

    private async Task DrainAsync()
    {
        foreach (var claim in await queue.ClaimAsync("drain", 1000, Lease, default))
        {
            await queue.MarkSentAsync(claim, default);
        }
    }

    private async Task<OutboxMessage> MessageAsync(Guid id)
    {
        await using var db = fixture.OpenAll();
        return await db.Outbox.AsNoTracking().SingleAsync(row => row.Id == id);
    }
}

public sealed class OutboxQueueOnSqliteTests(SqliteFixture fixture)
    : OutboxQueueTests(fixture),
        IClassFixture<SqliteFixture>;

public sealed class OutboxQueueOnPostgresTests(PostgresFixture fixture)
    : OutboxQueueTests(fixture),
        IClassFixture<PostgresFixture>;
