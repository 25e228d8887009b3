using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Integrators;
using PartnerGraph.Persistence.Audit;

namespace PartnerGraph.Graph.Tests.Audit;

/// <summary>Whoever reads a long trail goes away in the middle, from a program in a process of its own.</summary>
public sealed class BrokenOffExportTests
{
    // Ten megabytes and more: what lies in the buffers of two sockets is far from all of it.
    private const int Rows = 20_000;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Nothing_goes_on_for_a_reader_who_has_left_and_nothing_is_logged_of_it(TestDatabase database)
    {
        await using var installation = await Installation.MakeAsync(database);
        await using var process = await installation.StartAsync(Installation.FreePort());
        var address = await process.AddressAsync();
        var reseller = await installation.ProgramAt(address.Port).ResellerAsync();
        await AddRowsAsync(installation, new OrganizationId(GlobalId.Read(NodeKind.Partner, reseller.Id)!.Value));
        var logged = process.Output;

        using (var reader = await BeginAsync(address, reseller.Client.Token!))
            (await RequestsInHandAsync(address)).ShouldBe(2);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await RequestsInHandAsync(address) > 1)
            await Task.Delay(100, patience.Token);
        using var http = Http(address, reseller.Client.Token!);
        (await http.GetStringAsync("/audit/export", patience.Token)).Count('\n').ShouldBeGreaterThan(Rows);
        process.Output.ShouldBe(logged);
        process.Errors.Trim().ShouldBeEmpty();
    }

    private static async Task AddRowsAsync(Installation installation, OrganizationId organization)
    {
        var now = TimeProvider.System.GetUtcNow();
        var name = new string('x', 200);
        await using var db = installation.Open();
        db.AuditEvents.AddRange(
            Enumerable
                .Range(0, Rows)
                .Select(_ => new AuditEvent
                {
                    Id = new AuditEventId(Guid.CreateVersion7(now)),
                    OrganizationId = organization,
                    At = now,
                    Action = "signIn",
                    ActorName = name,
                    ActorOrganizationId = organization,
                    ChangedFields = [],
                })
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks for all of it, and reads no further than the first bytes.</summary>
    private static async Task<Socket> BeginAsync(Uri address, string token)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4_096 };
        await socket.ConnectAsync(address.Host, address.Port);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET /audit/export HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\n\r\n"
            )
        );
        var first = new byte[12];
        await socket.ReceiveAsync(first);
        Encoding.ASCII.GetString(first).ShouldBe("HTTP/1.1 200");
        return socket;
    }

    /// <summary>As the program itself counts them, the one for this page among them.</summary>
    private static async Task<int> RequestsInHandAsync(Uri address)
    {
        using var http = Http(address, Installation.MetricsToken);
        var lines = (await http.GetStringAsync("/metrics")).Split('\n');
        var gets = lines.Single(line =>
            line.StartsWith("http_server_active_requests{", StringComparison.Ordinal)
            && line.Contains("\"GET\"", StringComparison.Ordinal)
        );
        return int.Parse(gets[(gets.LastIndexOf(' ') + 1)..], provider: null);
    }

    private static HttpClient Http(Uri address, string token)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
