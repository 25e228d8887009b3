using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Commands;

public sealed class AuditCommandTests(WholePrograms programs)
{
    private static readonly (string, string)[] Development = [("ASPNETCORE_ENVIRONMENT", "Development")];

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task It_writes_what_the_download_writes_of_the_named_organization_alone(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var reseller = await running.Program.ResellerAsync("Birke & Söhne " + PartnerProgram.Unique("audit"));
        var other = await running.Program.ResellerAsync();
        var (agent, _, _) = await running.Program.AddUserAsync(reseller, "ADMIN_AGENT", "USER_MANAGEMENT_ADMIN");
        (await agent.DenialAsync("deleteWebhookEndpoint", new { webhookEndpointId = "any" })).ShouldBe("FORBIDDEN");

        var byId = await ExportAsync(running, "--organization", reseller.Id);

        byId.ShouldBe(await DownloadAsync(running, reseller.Client.Token!));
        (await ExportAsync(running, "--organization", reseller.Name)).ShouldBe(byId);
        var own = await reseller.AskAsync("{ auditEvents(first: 100) { nodes { id action } totalCount } }");
        var lines = Lines(byId);
        lines.Count.ShouldBe(own.At("auditEvents.totalCount").GetInt32());
        lines
            .Select(line => line.Text("id"))
            .ShouldBe(own.List("auditEvents.nodes").Select(node => node.Text("id")).Reverse());
        lines[0].Text("actorOrganization").ShouldBe(reseller.Name);
        byId.ShouldNotContain(other.Name);
        byId.ShouldNotContain(other.Email);

        var submitted = Lines(
            await ExportAsync(running, "--organization", reseller.Id, "--action", "submitEnrollment")
        );
        submitted.Select(line => line.Text("action")).ShouldBe(["submitEnrollment"]);
        (await ExportAsync(running, "--organization", reseller.Id, "--from", "2999-01-01T00:00:00Z")).ShouldBeEmpty();
        (await ExportAsync(running, "--organization", reseller.Id, "--to=2999-01-01T00:00:00Z")).ShouldBe(byId);
        var denied = Lines(await ExportAsync(running, "--organization", reseller.Id, "--outcome", "DENIED"));
        denied.Select(line => line.Text("action")).ShouldBe(["deleteWebhookEndpoint"]);
    }

    [Theory]
    [InlineData("audit", "The command audit is written: audit export --organization ID_OR_NAME.")]
    [InlineData("audit import", "The command audit is written: audit export --organization ID_OR_NAME.")]
    [InlineData("audit export", "The command audit export needs --organization ID_OR_NAME.")]
    [InlineData("audit export --organization", "The argument --organization needs a value.")]
    [InlineData("audit export --organization Nobody", "There is no organization \"Nobody\".")]
    [InlineData(
        "audit export --organization Nobody --from yesterday",
        "The argument --from does not take \"yesterday\"."
    )]
    [InlineData("audit export --organization Nobody --outcome LOST", "The argument --outcome does not take \"LOST\".")]
    [InlineData("audit export --organization Nobody --actor me", "The argument \"--actor\" is unknown")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(string command, string sentence)
    {
        await using var program = new GraphProcess();
        program.Start(command.Split(' '), Development);

        (await program.ExitCodeAsync()).ShouldBe(2, program.Errors);
        program.Errors.Trim().ShouldStartWith(sentence);
        program.Output.Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_several_have_is_refused()
    {
        await using var program = new GraphProcess();
        await File.WriteAllTextAsync(
            Path.Combine(program.Folder, "members.csv"),
            """
            mpnId,name,country,line1,city,contactFullName,contactEmail,adminFullName,adminEmail
            1001,Birch,DE,Allee 1,Berlin,Anna,anna@birch.example,Anna,anna@birch.example
            1002,Birch,AT,Allee 2,Graz,Anton,anton@birch.example,Anton,anton@birch.example
            """
        );
        program.Start(["import-members", "members.csv"], Development);
        (await program.ExitCodeAsync()).ShouldBe(0, program.Errors);
        program.Start(["audit", "export", "--organization", "Birch"], Development);

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.Trim().ShouldBe("Several organizations are called \"Birch\": name one by its id.");
    }

    [Fact]
    public async Task What_is_logged_meanwhile_does_not_stand_between_the_lines()
    {
        // Nobody listens there, so that the command has something to log.
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        await using var program = new GraphProcess();
        program.Start(
            ["audit", "export", "--organization", "Birch"],
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("Database__Provider", "Postgres"),
            ("Database__ConnectionString", $"Host=127.0.0.1;Port={port};Database=none;Username=none")
        );

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!program.Errors.Contains("The database does not answer yet", StringComparison.Ordinal))
            await Task.Delay(100, patience.Token);
        program.Output.ShouldBeEmpty();
    }

    private static async Task<string> ExportAsync(WholeProgram running, params string[] arguments)
    {
        await using var command = new GraphProcess();
        command.Start(["audit", "export", .. arguments], running.Server.SettingsOfOthers);
        (await command.ExitCodeAsync()).ShouldBe(0, command.Errors);
        command.Errors.Trim().ShouldBeEmpty();
        return command.Output.Trim();
    }

    private static async Task<string> DownloadAsync(WholeProgram running, string token)
    {
        using var http = running.Server.Client();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await http.GetStringAsync("/audit/export")).Trim();
    }

    private static List<JsonElement> Lines(string text) =>
        [.. text.Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
}
