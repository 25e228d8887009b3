using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Seeding;
using PartnerGraph.TestHosts;
using PartnerGraph.TestHosts.Faults;

namespace PartnerGraph.Bench.Delivery;

/// <summary>
/// An event's way to many sockets: with the row's commit, through PostgreSQL's NOTIFY and the real program, beside a hand-written
/// server that sends the same bytes to a list of sockets. Server and clients are a process each.
/// </summary>
internal static class EventComparison
{
    private const int Singles = 20;
    private const int Burst = 100;

    private const string Raise = """
        with raised as (
          insert into event_counters (organization_id, position)
          select id, 1 from organizations where name = (select o.name from users u join organizations o on o.id = u.organization_id where u.email = 'admin@reseller-0.seed.example' limit 1)
          on conflict (organization_id) do update set position = event_counters.position + 1
          returning organization_id, position)
        insert into events (organization_id, position, id, kind, version, occurred_at, payload)
        select organization_id, position, gen_random_uuid(), 'partnership.ended', 1, now(), '{"partnershipId":"019aab3c-5d7e-7f00-a1b2-c3d4e5f60718"}' from raised
        """;

    private static readonly string Message =
        """{"id":"1","type":"next","payload":{"data":{"organizationEvents":{"position":"1000","kind":"PARTNERSHIP_ENDED","occurredAt":"2026-11-22T12:00:00.000Z"}}}}""";

    public static async Task RunAsync(IReadOnlyList<int> numbers)
    {
        await using var postgres = PostgresServer.Start();
        await SeedAsync(postgres.ConnectionString);
        Console.WriteLine(
            "| sockets | | until a socket has it, p50 ms | p99 ms | ratio of p99 | deliveries/s of 100 events at once | ratio | memory of the server, kB a socket |\n|---|---|---|---|---|---|---|---|"
        );
        foreach (var number in numbers)
        {
            var byHand = await ByHandAsync(number);
            var own = await OwnAsync(postgres.ConnectionString, number);
            Tell(number, "by hand", byHand, byHand);
            Tell(number, "PartnerGraph", own, byHand);
        }
    }

    private static async Task<Measure> ByHandAsync(int number)
    {
        var port = FreePort();
        await using var server = ProgramProcess.Start(
            typeof(EventComparison).Assembly.Location,
            ["bare", port.ToString(CultureInfo.InvariantCulture)],
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        using var http = await ReadyAsync(server, port);
        var body = Encoding.UTF8.GetBytes(Message);
        return await MeasureAsync(
            server,
            port,
            "",
            number,
            async () => (await http.PostAsync("/tell", new ByteArrayContent(body))).Dispose()
        );
    }

    private static async Task<Measure> OwnAsync(string database, int number)
    {
        var port = FreePort();
        await using var server = ProgramProcess.Start(
            Path.ChangeExtension(typeof(GraphHost).Assembly.Location, ".dll"),
            ["serve"],
            Settings(database, port)
        );
        using var http = await ReadyAsync(server, port);
        var token = await SignInAsync(http);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var raise = new NpgsqlCommand(Raise, connection);
        return await MeasureAsync(server, port, token, number, () => raise.ExecuteNonQueryAsync());
    }

    private static async Task<Measure> MeasureAsync(
        ProgramProcess server,
        int port,
        string token,
        int number,
        Func<Task> raiseAsync
    )
    {
        await using (var warm = await Sockets.OpenAsync(port, token, 10))
        {
            await AllHearAsync(warm, 10, raiseAsync);
        }

        var before = server.Memory;
        await using var sockets = await Sockets.OpenAsync(port, token, number);
        await AllHearAsync(sockets, number, raiseAsync);
        var memory = (server.Memory - before) / 1024.0 / number;
        var delays = new List<double>();
        for (var at = 0; at < Singles; at++)
        {
            var heard = sockets.Expect(number);
            // The commit, or the hand-written server's request, is part of the way.
            var told = Stopwatch.GetTimestamp();
            await raiseAsync();
            await heard.WaitAsync(TimeSpan.FromMinutes(1));
            delays.AddRange(sockets.Received.Select(one => Stopwatch.GetElapsedTime(told, one).TotalMilliseconds));
        }

        var all = sockets.Expect(number * Burst);
        var watch = Stopwatch.StartNew();
        for (var at = 0; at < Burst; at++)
        {
            await raiseAsync();
        }

        await all.WaitAsync(TimeSpan.FromMinutes(5));
        var rate = number * Burst / watch.Elapsed.TotalSeconds;
        delays.Sort();
        return new Measure(delays[delays.Count / 2], delays[(int)(delays.Count * 0.99)], rate, memory);
    }

    /// <summary>A subscription is not acknowledged: so events are raised until one has reached everybody.</summary>
    private static async Task AllHearAsync(Sockets sockets, int number, Func<Task> raiseAsync)
    {
        while (true)
        {
            var heard = sockets.Expect(number);
            await raiseAsync();
            if (await Task.WhenAny(heard, Task.Delay(TimeSpan.FromSeconds(2))) == heard)
            {
                await heard;
                // Whatever came late of those before is through by then.
                await Task.Delay(TimeSpan.FromSeconds(1));
                return;
            }
        }
    }

    private static void Tell(int number, string what, Measure one, Measure byHand) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {number:N0} | {what} | {one.Median:0.0} | {one.Late:0.0} | {one.Late / byHand.Late:0.0} | {one.Rate:N0} | {one.Rate / byHand.Rate:0.00} | {one.Memory:0} |"
            )
        );

    private static async Task SeedAsync(string connectionString)
    {
        await using var services = new ServiceCollection()
            .AddPersistence(
                new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = connectionString }
            )
            .BuildServiceProvider();
        await services.GetRequiredService<Database>().MigrateAsync();
        await services
            .GetRequiredService<Seed>()
            .RunAsync(new SeedSize(Resellers: 2, Providers: 1, Customers: 10), CancellationToken.None);
    }

    private static async Task<string> SignInAsync(HttpClient http)
    {
        const string query =
            "mutation($input: SignInInput!) { signIn(input: $input) { session { accessToken } errors { code } } }";
        var input = new { email = "admin@reseller-0.seed.example", password = Seed.Password };
        using var answer = await http.PostAsync(
            "/graphql",
            JsonContent.Create(new { query, variables = new { input } })
        );
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return json.GetProperty("data")
            .GetProperty("signIn")
            .GetProperty("session")
            .GetProperty("accessToken")
            .GetString()!;
    }

    private static async Task<HttpClient> ReadyAsync(ProgramProcess server, int port)
    {
        var http = new HttpClient { BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{port}")) };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync("/readyz", patience.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return http;
                }
            }
            catch (HttpRequestException) when (!server.HasExited)
            {
                // Not yet.
            }

            await Task.Delay(100, patience.Token);
        }
    }

    private static Dictionary<string, string> Settings(string database, int port) =>
        new(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = FormattableString.Invariant($"http://127.0.0.1:{port}"),
            ["Database__Provider"] = "Postgres",
            ["Database__ConnectionString"] = database,
            ["Links__PublicUrl"] = "https://partners.example",
            ["Links__Key"] = Convert.ToBase64String(new byte[32]),
            ["Worker__InProcess"] = "false",
            ["Rates__PerPrincipal"] = "0",
            ["Rates__PerAddress"] = "0",
        };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <param name="Median">Milliseconds from the event to a socket.</param>
    /// <param name="Late">The same, of the slowest hundredth.</param>
    /// <param name="Rate">Events to sockets, a second.</param>
    /// <param name="Memory">kB a socket.</param>
    private sealed record Measure(double Median, double Late, double Rate, double Memory);
}
