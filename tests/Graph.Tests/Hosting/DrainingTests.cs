using System.Net;
using System.Net.Http.Json;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Integrators;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Hosting;

/// <summary>The real program, told to stop by SIGTERM.</summary>
public sealed class DrainingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Whoever_still_asks_is_answered_and_sent_elsewhere()
    {
        await using var installation = await Installation.MakeAsync(TestDatabase.Sqlite);
        var port = Installation.FreePort();
        await using var server = await installation.StartAsync(port, ("Shutdown__DrainSeconds", "5"));
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using (var before = await AskAsync(http))
            before.Headers.ConnectionClose.ShouldNotBe(true);

        server.Terminate();
        using var patience = new CancellationTokenSource(Patience);
        while ((await http.GetAsync("/readyz", patience.Token)).StatusCode != HttpStatusCode.ServiceUnavailable)
            await Task.Delay(20, patience.Token);

        using var answer = await AskAsync(http);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.ConnectionClose.ShouldBe(true);
        (await answer.Content.ReadAsStringAsync(patience.Token)).ShouldContain("Query");
        (await server.ExitCodeAsync()).ShouldBe(0, server.Errors);
        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(http));
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient http) =>
        http.PostAsync("/graphql", JsonContent.Create(new { query = "{ __typename }" }));
}
