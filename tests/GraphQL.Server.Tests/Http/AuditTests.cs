using PartnerGraph.TestHosts;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Server.Tests.Http;

public sealed class AuditTests
{
    [Fact]
    public async Task All_audits_of_graphql_http_pass()
    {
        await using var server = await TestServer.StartAsync(options => options.AllowGet = true);
        await using var node = await NodeProcess.StartAsync(
            RepositoryRoot.At("tests", "GraphQL.Server.Tests", "node"),
            "audit.mjs",
            server.Url.ToString()
        );

        var passed = 0;
        var failed = new List<string>();
        var line = await node.ReceiveAsync();
        for (; !line.TryGetProperty("end", out _); line = await node.ReceiveAsync())
        {
            if (string.Equals(line.GetProperty("status").GetString(), "ok", StringComparison.Ordinal))
            {
                passed++;
                continue;
            }
            failed.Add(line.GetRawText());
        }

        failed.ShouldBeEmpty();
        passed.ShouldBe(61);
        line.GetProperty("total").GetInt32().ShouldBe(61);
    }
}
