using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Persistence.Audit;

namespace PartnerGraph.Graph.Tests.Audit;

public sealed class AuditExportTests(WholePrograms programs)
{
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task The_whole_trail_comes_as_json_lines_the_oldest_first(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var reseller = await running.Program.ResellerAsync();
        // More than two batches.
        var organization = new OrganizationId(GlobalId.Read(NodeKind.Partner, reseller.Id)!.Value);
        var trail = running.Server.Services.GetRequiredService<AuditTrail>();
        for (var i = 0; i < 1_100; i++)
        {
            var act = new Act($"try{i}", ActorKind.User, "Boris \"B\" Петров") { Organization = organization };
            await trail.WriteRefusedAsync(act, AuditOutcome.Denied, "FORBIDDEN", CancellationToken.None);
        }

        using var response = await GetAsync(running, reseller.Client.Token, "?outcome=DENIED");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/jsonl");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        lines
            .Select(line => line.Text("action"))
            .ShouldBe(Enumerable.Range(0, 1_100).Select(i => $"try{i}"), ignoreOrder: true);
        lines.Select(line => line.Text("at")).ShouldBeInOrder();
        lines[0].Text("actor").ShouldBe("Boris \"B\" Петров");
        lines[0].Text("actorOrganization").ShouldBe(reseller.Name);

        using var whole = await GetAsync(running, reseller.Client.Token, "");
        var all = (await whole.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n');
        var total = await reseller.AskAsync("{ auditEvents { totalCount } }");
        all.Length.ShouldBe(total.At("auditEvents.totalCount").GetInt32() + 1);
        all.ShouldAllBe(line => line.Length == 0 || !line.Contains(PartnerProgram.Password));
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task The_export_asks_for_what_the_field_asks_for(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var reseller = await running.Program.ResellerAsync();
        var (agent, _, _) = await running.Program.AddUserAsync(reseller, "ADMIN_AGENT", "USER_MANAGEMENT_ADMIN");

        (await StatusAsync(null, "")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync("pga_nonsense", "")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(agent.Token, "")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(reseller.Client.Token, "?password=x")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(reseller.Client.Token, "?from=yesterday")).ShouldBe(HttpStatusCode.BadRequest);
        (await StatusAsync(reseller.Client.Token, "?from=2020-01-01T00:00:00Z&action=signIn")).ShouldBe(
            HttpStatusCode.OK
        );

        async Task<HttpStatusCode> StatusAsync(string? token, string query)
        {
            using var response = await GetAsync(running, token, query);
            return response.StatusCode;
        }
    }

    private static async Task<HttpResponseMessage> GetAsync(WholeProgram running, string? token, string query)
    {
        using var http = running.Server.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/audit/export" + query);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
