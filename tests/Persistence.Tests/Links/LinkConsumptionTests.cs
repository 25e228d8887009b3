using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Persistence.Links;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Links;

public abstract class LinkConsumptionTests(DatabaseFixture fixture)
{
    private readonly World world = new(fixture);

    [Fact]
    public async Task Of_fifty_answers_to_one_invitation_one_wins()
    {
        var provider = await world.ProviderAsync();
        var invitation = await world.InvitationAsync(provider);
        var secret = invitation.Secret(World.Key);
        var start = new TaskCompletionSource();
        var answers = Enumerable.Range(0, 50).Select(_ => Task.Run(() => DeclineAsync(secret, start.Task))).ToList();
        start.SetResult();
        (await Task.WhenAll(answers)).Count(won => won).ShouldBe(1);

        await using var db = fixture.OpenAll();
        (await db.Invitations.SingleAsync(row => row.Id == invitation.Id)).Status.ShouldBe(InvitationStatus.Declined);
        (
            await db.Events.CountAsync(row => row.OrganizationId == provider.Id && row.Kind == "invitation.declined")
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_mail_that_leaves_meanwhile_does_not_stand_in_the_way()
    {
        var provider = await world.ProviderAsync();
        var invitation = await world.InvitationAsync(provider);
        await using var answering = fixture.OpenAll();
        var read = (await LinkLookup.FindInvitationAsync(answering, invitation.Secret(World.Key), default))!;
        await using (var worker = fixture.OpenAll())
        {
            (await worker.Invitations.SingleAsync(row => row.Id == invitation.Id)).MarkSent(1, world.Now);
            await worker.SaveChangesAsync();
        }
        read.Decline(world.Now).IsDone.ShouldBeTrue();
        (await LinkConsumption.SaveAnsweredAsync(answering, read, default)).ShouldBeTrue();

        await using var db = fixture.OpenAll();
        var after = await db.Invitations.SingleAsync(row => row.Id == invitation.Id);
        after.Status.ShouldBe(InvitationStatus.Declined);
        after.SentAt.ShouldBe(world.Now);
    }

    [Fact]
    public async Task A_rotated_secret_is_unknown_and_an_answer_to_it_is_lost()
    {
        var provider = await world.ProviderAsync();
        var invitation = await world.InvitationAsync(provider);
        var old = invitation.Secret(World.Key);
        await using var answering = fixture.OpenAll();
        var read = (await LinkLookup.FindInvitationAsync(answering, old, default))!;
        await using (var inviter = fixture.OpenAll())
        {
            var row = await inviter.Invitations.SingleAsync(one => one.Id == invitation.Id);
            row.Resend(World.Key, LinkPolicy.Default, world.Now.AddHours(1)).IsDone.ShouldBeTrue();
            await inviter.SaveChangesAsync();
        }
        read.Decline(world.Now).IsDone.ShouldBeTrue();
        (await LinkConsumption.SaveAnsweredAsync(answering, read, default)).ShouldBeFalse();
        await using var db = fixture.OpenAll();
        (await LinkLookup.FindInvitationAsync(db, old, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Two_writers_of_one_row_do_not_overwrite_each_other()
    {
        var provider = await world.ProviderAsync();
        var invitation = await world.InvitationAsync(provider);
        await using var one = fixture.OpenAll();
        await using var two = fixture.OpenAll();
        var first = await one.Invitations.SingleAsync(row => row.Id == invitation.Id);
        var second = await two.Invitations.SingleAsync(row => row.Id == invitation.Id);
        first.Revoke(world.Now).IsDone.ShouldBeTrue();
        await one.SaveChangesAsync();
        second.View(world.Now);
        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => two.SaveChangesAsync());
    }

    [Fact]
    public async Task Who_read_the_row_before_the_answer_does_not_write_over_it()
    {
        var provider = await world.ProviderAsync();
        var invitation = await world.InvitationAsync(provider);
        await using var answering = fixture.OpenAll();
        var answered = (await LinkLookup.FindInvitationAsync(answering, invitation.Secret(World.Key), default))!;
        await using (var worker = fixture.OpenAll())
        {
            (await worker.Invitations.SingleAsync(row => row.Id == invitation.Id)).MarkSent(1, world.Now);
            await worker.SaveChangesAsync();
        }
        await using var looking = fixture.OpenAll();
        var looked = await looking.Invitations.SingleAsync(row => row.Id == invitation.Id);

        answered.Decline(world.Now).IsDone.ShouldBeTrue();
        (await LinkConsumption.SaveAnsweredAsync(answering, answered, default)).ShouldBeTrue();

        looked.View(world.Now);
        await Should.ThrowAsync<DbUpdateConcurrencyException>(() => looking.SaveChangesAsync());
        await using var db = fixture.OpenAll();
        (await db.Invitations.SingleAsync(row => row.Id == invitation.Id)).Status.ShouldBe(InvitationStatus.Declined);
    }

    [Fact]
    public async Task What_another_answer_has_just_made_leaves_this_one_unsaved()
    {
        var provider = await world.ProviderAsync();
        var reseller = await world.ResellerAsync();
        var invitation = await world.InvitationAsync(provider);
        await using var answering = fixture.OpenAll();
        var answered = (await LinkLookup.FindInvitationAsync(answering, invitation.Secret(World.Key), default))!;
        answered.Decline(world.Now).IsDone.ShouldBeTrue();
        answering.Add(Partnership.Establish(new PartnershipId(world.NewId()), provider.Id, reseller.Id, world.Now));
        await using (var faster = fixture.OpenAll())
        {
            faster.Add(Partnership.Establish(new PartnershipId(world.NewId()), provider.Id, reseller.Id, world.Now));
            await faster.SaveChangesAsync();
        }

        (await LinkConsumption.SaveAnsweredAsync(answering, answered, default)).ShouldBeFalse();

        await using var db = fixture.OpenAll();
        (await db.Invitations.SingleAsync(row => row.Id == invitation.Id)).Status.ShouldBe(InvitationStatus.Queued);
    }

    private async Task<bool> DeclineAsync(LinkSecret secret, Task start)
    {
        await using var db = fixture.OpenAll();
        var invitation = await LinkLookup.FindInvitationAsync(db, secret, default);
        await start;
        return invitation!.Decline(world.Now).IsDone
            && await LinkConsumption.SaveAnsweredAsync(db, invitation, default);
    }
}

public sealed class LinkConsumptionOnSqliteTests(SqliteFixture fixture)
    : LinkConsumptionTests(fixture),
        IClassFixture<SqliteFixture>;

public sealed class LinkConsumptionOnPostgresTests(PostgresFixture fixture)
    : LinkConsumptionTests(fixture),
        IClassFixture<PostgresFixture>;
