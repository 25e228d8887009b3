using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Graph.Tests.Audit;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Graph.Tests.Commands;

/// <summary>What the commands leave in the audit trail: they run as processes beside the program, and its readers ask it.</summary>
public sealed class CommandTrailTests(WholePrograms programs)
{
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task What_a_command_did_is_read_by_the_operator_and_by_whose_account_it_changed(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var reseller = await running.Program.ResellerAsync();
        var theOperator = await running.Program.OperatorAsync();
        var subject = PartnerProgram.Unique("subject");

        await RunAsync(running, "link-login", reseller.Email, "https://issuer.example", subject);

        foreach (var reader in (GraphClient[])[theOperator, reseller.Client])
        {
            var told = await reader.LastAsync("link-login");
            told.Text("actorKind").ShouldBe("OPERATOR_COMMAND");
            told.Text("actor").ShouldBe("The operator, by a command");
            told.Text("actorOrganization.name").ShouldBe("Program operator");
            told.GetRawText().ShouldNotContain(reseller.Email);
            told.GetRawText().ShouldNotContain(subject);
        }
        (await reseller.Client.LastAsync("link-login")).Text("subjectId").ShouldNotBeNull();
        var stranger = await running.Program.ResellerAsync();
        (await stranger.Client.ActionsAsync()).ShouldNotContain("link-login");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Each_line_of_an_import_is_an_event(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var theOperator = await running.Program.OperatorAsync();
        var (one, two) = (PartnerProgram.Unique("one"), PartnerProgram.Unique("two"));
        var members = Path.Combine(running.Server.DataFolder, one + ".csv");
        await File.WriteAllTextAsync(
            members,
            $"""
            mpnId,name,country,line1,city,contactFullName,contactEmail,adminFullName,adminEmail
            {one},{one},DE,Allee 1,Berlin,Anna,a@{one}.example,Anna,a@{one}.example
            {two},{two},DE,Allee 1,Berlin,Anna,a@{two}.example,Anna,a@{two}.example
            """
        );
        var before = await CountAsync(theOperator, "import-members");

        await RunAsync(running, "import-members", members);

        var lines = (await theOperator.TrailAsync(", action: \"import-members\"")).Take(2).ToList();
        (await CountAsync(theOperator, "import-members")).ShouldBe(before + 2);
        lines.Select(line => line.Text("subjectId")).Distinct().Count().ShouldBe(2);
        var node = await theOperator.AskAsync(
            "query($id: ID!) { node(id: $id) { ... on Partner { name } } }",
            new { id = lines[0].Text("subjectId") }
        );
        node.Text("node.name").ShouldBe(two);
        await RunAsync(running, "import-members", members);
        (await CountAsync(theOperator, "import-members")).ShouldBe(before + 2);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Mails_and_addresses_are_told_without_an_address(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var provider = await running.Program.ProviderAsync();
        var theOperator = await running.Program.OperatorAsync();
        var email = $"{PartnerProgram.Unique("refused")}@reseller.example";
        running.Mail.Script.Say(SmtpStep.RcptTo, "550 5.1.1 no such user", when: moment => moment.To == email);
        await provider.DoAsync("inviteReseller", new { email });
        var mail = await BouncedAsync(running, email);

        await RunAsync(running, "suppressions", "lift", email);
        await RunAsync(running, "outbox", "retry", mail.ToString());

        var lifted = await theOperator.LastAsync("suppressions lift");
        lifted.At("subjectId").ValueKind.ShouldBe(JsonValueKind.Null);
        var retried = await theOperator.LastAsync("outbox retry");
        var node = await theOperator.AskAsync(
            "query($id: ID!) { node(id: $id) { ... on QueuedMail { kind organizationName } } }",
            new { id = retried.Text("subjectId") }
        );
        node.Text("node.organizationName").ShouldBe(provider.Name);
        (lifted.GetRawText() + retried.GetRawText()).ShouldNotContain('@');
        (await provider.Client.ActionsAsync()).ShouldNotContain("outbox retry");
    }

    private static async Task<int> CountAsync(GraphClient reader, string action)
    {
        var told = await reader.AskAsync($"{{ auditEvents(action: \"{action}\") {{ totalCount }} }}");
        return told.At("auditEvents.totalCount").GetInt32();
    }

    private static async Task<Guid> BouncedAsync(WholeProgram running, string email)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            await using var db = running.Server.Open();
            var mail = await db.Outbox.SingleAsync(row => row.Recipient == email, patience.Token);
            if (mail.Status is MailStatus.Bounced)
                return mail.Id;
            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task RunAsync(WholeProgram running, params string[] arguments)
    {
        await using var command = new GraphProcess();
        command.Start(arguments, running.Server.SettingsOfOthers);
        (await command.ExitCodeAsync()).ShouldBe(0, command.Errors);
    }
}
