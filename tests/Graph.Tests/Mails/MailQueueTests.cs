using System.Text.Json;
using PartnerGraph.Graph.Tests.Audit;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Graph.Tests.Mails;

/// <summary>The operator and mails that stand still.</summary>
public sealed class MailQueueTests(WholePrograms programs)
{
    private const string Fields =
        "id kind organizationName recipientDomain status attempts lastError nextAttemptAt sentAt";

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_bounced_mail_is_told_with_its_reason_and_without_its_address_and_can_be_retried(
        TestDatabase database
    )
    {
        var running = await programs.RunningAsync(database);
        var provider = await running.Program.ProviderAsync();
        var email = $"{PartnerProgram.Unique("refused")}@reseller.example";
        running.Mail.Script.Say(SmtpStep.RcptTo, "550 5.1.1 no such user", when: moment => moment.To == email);
        await provider.DoAsync("inviteReseller", new { email });
        var theOperator = await running.Program.OperatorAsync();

        var mail = await MailOfAsync(theOperator, provider.Name, "BOUNCED");

        mail.Text("kind").ShouldBe("partnership.invited");
        mail.Text("recipientDomain").ShouldBe("reseller.example");
        mail.Text("lastError").ShouldContain("550");
        mail.GetRawText().ShouldNotContain(email);
        mail.At("nextAttemptAt").ValueKind.ShouldBe(JsonValueKind.Null);
        var retried = await theOperator.DoAsync("retryMail", new { mailId = mail.Text("id") }, $"mail {{ {Fields} }}");
        retried.Text("mail.status").ShouldBe("QUEUED");
        (await theOperator.LastAsync("retryMail")).Text("subjectId").ShouldBe(mail.Text("id"));
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_deferred_mail_can_be_taken_out_of_the_queue_once(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var provider = await running.Program.ProviderAsync();
        var email = $"{PartnerProgram.Unique("later")}@reseller.example";
        running.Mail.Script.Always(
            SmtpStep.RcptTo,
            new SmtpAnswer.Say("450 4.2.1 not now"),
            when: moment => moment.To == email
        );
        await provider.DoAsync("inviteReseller", new { email });
        var theOperator = await running.Program.OperatorAsync();
        var mail = await MailOfAsync(theOperator, provider.Name, "DEFERRED");

        var dropped = await theOperator.DoAsync(
            "dropMail",
            new { mailId = mail.Text("id") },
            "mail { status lastError }"
        );
        dropped.Text("mail.status").ShouldBe("DEAD");
        dropped.Text("mail.lastError").ShouldBe("Taken out of the queue by the operator.");

        (await theOperator.RefusalAsync("dropMail", new { mailId = mail.Text("id") })).ShouldBe("ILLEGAL_TRANSITION");
        var told = await theOperator.TrailAsync($", action: \"dropMail\", subjectId: \"{mail.Text("id")}\"");
        told.Select(one => one.Text("outcome")).ShouldBe(["DONE"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_mail_that_arrived_is_not_sent_again(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var provider = await running.Program.ProviderAsync();
        await provider.DoAsync("inviteReseller", new { email = $"{PartnerProgram.Unique("taken")}@reseller.example" });
        var theOperator = await running.Program.OperatorAsync();
        var mail = await MailOfAsync(theOperator, provider.Name, "SENT");

        (await theOperator.RefusalAsync("retryMail", new { mailId = mail.Text("id") })).ShouldBe("ILLEGAL_TRANSITION");
        var node = await theOperator.AskAsync(
            "query($id: ID!) { node(id: $id) { ... on QueuedMail { kind } } }",
            new { id = mail.Text("id") }
        );
        node.Text("node.kind").ShouldBe("partnership.invited");
    }

    private static async Task<JsonElement> MailOfAsync(GraphClient theOperator, string organization, string status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var seen = await theOperator.AskAsync(
                $"query($status: MailStatus) {{ queuedMails(status: $status, first: 100) {{ nodes {{ {Fields} }} }} }}",
                new { status }
            );
            var own = seen.List("queuedMails.nodes")
                .Where(mail => mail.Text("organizationName") == organization)
                .ToList();
            if (own.Count > 0)
                return own[0];
            await Task.Delay(50, patience.Token);
        }
    }
}
