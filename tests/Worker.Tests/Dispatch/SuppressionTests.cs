using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Worker.Tests.Dispatch;

public sealed class SuppressionTests
{
    private const string Nobody = "nobody@contoso.example";

    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Address_that_was_refused_is_not_tried_again_by_anybody(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        world.Smtp.Script.Say(SmtpStep.RcptTo, "550 5.1.1 no such user");
        var first = await world.QueueAsync(Nobody);
        var worker = await world.StartWorkerAsync();
        await BouncedAsync(world, first);
        var asked = world.Smtp.Commands.Count;

        var other = new Domain.Ids.OrganizationId(Guid.NewGuid());
        var later = await world.QueueAsync("Nobody@Contoso.EXAMPLE", of: other);
        WorkerWorld.Ring(worker);

        (await BouncedAsync(world, later)).LastError!.ShouldMatch(
            "^Suppressed since .* UTC\\. The mail server refused the mail: 550 5\\.1\\.1 no such user$"
        );
        world.Smtp.Commands.Count.ShouldBe(asked);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Lifted_address_gets_the_mail_that_bounced_when_it_is_retried(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        world.Smtp.Script.Say(SmtpStep.RcptTo, "550 5.1.1 no such user");
        var mail = await world.QueueAsync(Nobody);
        var worker = await world.StartWorkerAsync();
        await BouncedAsync(world, mail);

        (await List(world).LiftAsync("other@contoso.example", CancellationToken.None)).ShouldBeFalse();
        (await List(world).LiftAsync("NOBODY@contoso.example", CancellationToken.None)).ShouldBeTrue();
        (await List(world).LiftAsync(Nobody, CancellationToken.None)).ShouldBeFalse();
        (await world.Queue.ReplayAsync(mail, CancellationToken.None)).ShouldBeTrue();
        WorkerWorld.Ring(worker);

        await world.WaitForAsync(mail, MailStatus.Sent);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Refused_content_or_policy_suppresses_nobody(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        world.Smtp.Script.Say(SmtpStep.AfterDot, "554 5.6.0 looks like spam");
        world.Smtp.Script.Say(SmtpStep.RcptTo, "550 5.7.1 not from you", times: 1);
        Guid[] refused = [await world.QueueAsync(Nobody), await world.QueueAsync(Nobody)];
        var worker = await world.StartWorkerAsync();
        foreach (var mail in refused)
            await BouncedAsync(world, mail);

        (await List(world).ListAsync(10, CancellationToken.None)).ShouldBeEmpty();
        var next = await world.QueueAsync(Nobody);
        WorkerWorld.Ring(worker);
        await world.WaitForAsync(next, MailStatus.Sent);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task List_names_nobody_and_keeps_the_first_refusal(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        world.Smtp.Script.Say(SmtpStep.RcptTo, $"550 5.1.1 <{Nobody}> unknown", times: 2);
        var first = await world.QueueAsync(Nobody);
        await world.StartWorkerAsync();
        await BouncedAsync(world, first);

        var row = (await List(world).ListAsync(10, CancellationToken.None)).ShouldHaveSingleItem();
        (row.MessageId, row.Reason).ShouldBe((first, "The mail server refused the mail: 550 5.1.1 (address) unknown"));
        row.AddressHash.Length.ShouldBe(32);
        (TimeProvider.System.GetUtcNow() - row.Since).ShouldBeInRange(
            TimeSpan.FromMinutes(-1),
            TimeSpan.FromMinutes(1)
        );
        await using var db = world.Database.Open(WorkerWorld.Everyone);
        (await db.Set<Suppression>().CountAsync()).ShouldBe(1);
        world.Log.All.ShouldNotContain("nobody", Case.Insensitive);
    }

    private static SuppressionList List(WorkerWorld world) =>
        world.Services.Services.GetRequiredService<SuppressionList>();

    private static Task<OutboxMessage> BouncedAsync(WorkerWorld world, Guid mail) =>
        world.WaitForAsync(mail, MailStatus.Bounced);
}
