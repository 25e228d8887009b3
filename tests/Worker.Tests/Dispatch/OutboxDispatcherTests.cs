using Microsoft.EntityFrameworkCore;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Worker.Tests.Dispatch;

public sealed class OutboxDispatcherTests
{
    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Queued_mails_go_out_and_are_marked_sent(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        var ids = await QueueAsync(world, 30);
        await world.StartWorkerAsync();

        foreach (var id in ids)
        {
            var row = await world.WaitForAsync(id, MailStatus.Sent);
            row.Attempts.ShouldBe(1);
            row.SentAt.ShouldNotBeNull();
            row.LastError.ShouldBeNull();
        }
        world
            .Smtp.Mails.Select(mail => mail.MessageId)
            .Order()
            .ShouldBe(ids.Select(id => $"<{id:N}@partnergraph>").Order());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Signal_wakes_the_worker_before_it_would_look_again(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        var worker = await world.StartWorkerAsync();
        await Task.Delay(300);

        var id = await world.QueueAsync("anna@contoso.example");
        // PostgreSQL tells other processes by itself; SQLite is for one process, whose commit rings.
        if (provider == DatabaseProvider.Sqlite)
            WorkerWorld.Ring(worker);

        await world.WaitForAsync(id, MailStatus.Sent);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Deferred_mail_waits_for_its_time_and_goes_out_under_the_same_message_id(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        world.Smtp.Script.Say(SmtpStep.RcptTo, "451 4.7.1 greylisted, <anna@contoso.example>", times: 2);
        var id = await world.QueueAsync("anna@contoso.example");
        var worker = await world.StartWorkerAsync();

        var first = await world.WaitForAsync(id, row => row is { Status: MailStatus.Deferred, LeaseOwner: null });
        first.Attempts.ShouldBe(1);
        first.LastError.ShouldBe("The mail server does not take the mail now: 451 4.7.1 greylisted, (address)");
        Wait(first).ShouldBeInRange(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(62));

        await world.MakeDueAsync(id, worker);
        var second = await world.WaitForAsync(id, row => row is { Attempts: 2, LeaseOwner: null });
        second.Status.ShouldBe(MailStatus.Deferred);
        Wait(second).ShouldBeInRange(TimeSpan.FromMinutes(4.8), TimeSpan.FromMinutes(5.1));

        await world.MakeDueAsync(id, worker);
        (await world.WaitForAsync(id, MailStatus.Sent)).Attempts.ShouldBe(3);
        world.Smtp.Mails.ShouldHaveSingleItem().MessageId.ShouldBe($"<{id:N}@partnergraph>");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Refused_recipient_is_bounced_and_the_others_get_their_mail(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        world.Smtp.Script.Always(
            SmtpStep.RcptTo,
            new SmtpAnswer.Say("550 5.1.1 no such user"),
            moment => moment.To == "nobody@contoso.example"
        );
        var refused = await world.QueueAsync("nobody@contoso.example");
        var others = await QueueAsync(world, 5);
        await world.StartWorkerAsync();

        (await world.WaitForAsync(refused, MailStatus.Bounced)).LastError.ShouldBe(
            "The mail server refused the mail: 550 5.1.1 no such user"
        );
        foreach (var other in others)
            await world.WaitForAsync(other, MailStatus.Sent);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Broken_template_is_a_dead_letter_and_the_next_mail_goes_out(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        var dead = await world.QueueAsync("anna@contoso.example", BrokenMailWriter.Name);
        var unknown = await world.QueueAsync("anna@contoso.example", "nobody.knowsThis");
        var next = await world.QueueAsync("anna@contoso.example");
        var worker = await world.StartWorkerAsync();

        await world.WaitForAsync(next, MailStatus.Sent);
        (await world.WaitForAsync(dead, MailStatus.Dead)).LastError.ShouldBe("The mail could not be written.");
        (await world.WaitForAsync(unknown, MailStatus.Dead)).LastError.ShouldBe(
            "This kind of mail is unknown to the worker."
        );

        (await world.Queue.ListDeadAsync(10, CancellationToken.None))
            .Select(row => row.Id)
            .ShouldBe([dead, unknown], ignoreOrder: true);
        (await world.Queue.ReplayAsync(dead, CancellationToken.None)).ShouldBeTrue();
        WorkerWorld.Ring(worker);
        await world.WaitForAsync(dead, row => row is { Status: MailStatus.Dead, Attempts: 2 });
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Address_that_is_none_is_bounced_without_a_connection(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        var id = await world.QueueAsync("anna@contoso.example\r\nRCPT TO:<eve@evil.example>");
        await world.StartWorkerAsync();

        await world.WaitForAsync(id, MailStatus.Bounced);
        world.Smtp.Connections.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Cut_after_the_dot_is_tried_again_under_the_same_message_id(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        world.Smtp.Script.Cut(SmtpStep.AfterDot);
        var id = await world.QueueAsync("anna@contoso.example");
        var worker = await world.StartWorkerAsync();

        await world.WaitForAsync(id, row => row is { Status: MailStatus.Deferred, LeaseOwner: null });
        await world.MakeDueAsync(id, worker);
        await world.WaitForAsync(id, MailStatus.Sent);

        world.Smtp.Mails.Count.ShouldBe(2);
        world.Smtp.Mails[0].Raw.ShouldBe(world.Smtp.Mails[1].Raw);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Three_workers_send_each_mail_once(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        var ids = await QueueAsync(world, 150);
        await Task.WhenAll(world.StartWorkerAsync(), world.StartWorkerAsync(), world.StartWorkerAsync());

        foreach (var id in ids)
            (await world.WaitForAsync(id, MailStatus.Sent)).Attempts.ShouldBe(1);
        world.Smtp.Mails.Count.ShouldBe(150);
        world.Smtp.Mails.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(150);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Stuck_mail_does_not_hold_up_the_others(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        world.Smtp.Script.At(
            SmtpStep.RcptTo,
            new SmtpAnswer.Stall(),
            when: moment => moment.To == "stuck@contoso.example"
        );
        var stuck = await world.QueueAsync("stuck@contoso.example");
        var others = await QueueAsync(world, 20);
        var worker = await world.StartWorkerAsync();

        foreach (var other in others)
            await world.WaitForAsync(other, MailStatus.Sent);
        (await world.RowAsync(stuck)).LeaseOwner.ShouldNotBeNull();

        // Told to stop, it gives the mail back at once, as if it had never begun.
        await worker.StopAsync();
        var back = await world.RowAsync(stuck);
        (back.Status, back.Attempts, back.LeaseOwner).ShouldBe((MailStatus.Queued, 0, null));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Stop_finishes_the_mail_whose_content_has_begun(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        var id = await world.QueueAsync("anna@contoso.example");
        var begun = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        world.Smtp.Script.Say(SmtpStep.AfterDot, "250 2.0.0 kept", when: _ => Wait(begun, goOn));
        var worker = await world.StartWorkerAsync();
        await begun.Task;

        var stopping = worker.StopAsync();
        await Task.Delay(200);
        stopping.IsCompleted.ShouldBeFalse();
        goOn.SetResult();
        await stopping;

        (await world.RowAsync(id)).Status.ShouldBe(MailStatus.Sent);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Message_of_a_worker_that_died_is_taken_over_when_its_lease_ends(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        var id = await world.QueueAsync("anna@contoso.example");
        var dead = (
            await world.Queue.ClaimAsync("a worker that died", 1, TimeSpan.FromSeconds(1), CancellationToken.None)
        ).ShouldHaveSingleItem();
        await world.StartWorkerAsync();

        (await world.WaitForAsync(id, MailStatus.Sent)).Attempts.ShouldBe(2);
        (await world.Queue.MarkSentAsync(dead, CancellationToken.None)).ShouldBeFalse();
        world.Smtp.Mails.Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Logs_hold_no_address_no_name_and_no_link(DatabaseProvider provider)
    {
        await using var world = await WorkerWorld.CreateAsync(provider);
        world.Smtp.Script.Say(SmtpStep.RcptTo, "550 5.1.1 <anna@contoso.example> unknown");
        world.Smtp.Script.Say(SmtpStep.RcptTo, "451 4.1.1 <anna@contoso.example> later");
        world.Smtp.Script.Cut(SmtpStep.AfterDot);
        var ids = new List<Guid> { await world.QueueAsync("anna@contoso.example", BrokenMailWriter.Name) };
        // An address each: what one of them bounces must not keep the next from being tried.
        for (var at = 0; at < 4; at++)
            ids.Add(await world.QueueAsync($"anna{at}@contoso.example"));
        var worker = await world.StartWorkerAsync();
        foreach (var id in ids)
            await world.WaitForAsync(id, row => row.Status != MailStatus.Queued && row.LeaseOwner is null);
        // The last line is written after the last row.
        await worker.StopAsync();

        var log = world.Log.All;
        log.ShouldContain("deferred");
        log.ShouldNotContain("anna", Case.Insensitive);
        log.ShouldNotContain("Secretname");
        log.ShouldNotContain("SECRETLINK");
        foreach (var id in ids)
            ((await world.RowAsync(id)).LastError ?? "").ShouldNotContain("anna", Case.Insensitive);
    }

    private static bool Wait(TaskCompletionSource begun, TaskCompletionSource goOn)
    {
        begun.SetResult();
        goOn.Task.Wait(TimeSpan.FromSeconds(5));
        return true;
    }

    private static TimeSpan Wait(OutboxMessage row) => row.NextAttemptAt - TimeProvider.System.GetUtcNow();

    private static async Task<List<Guid>> QueueAsync(WorkerWorld world, int count)
    {
        var ids = new List<Guid>();
        for (var at = 0; at < count; at++)
            ids.Add(await world.QueueAsync($"person{at}@contoso.example"));
        return ids;
    }
}
