using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.TestHosts;

namespace PartnerGraph.Bench.Database;

/// <summary>The program as an operator runs it: its commands, and <c>serve</c> as a process with an administrator signed in.</summary>
internal sealed class Installation : IAnswerer
{
    private const string Email = "admin@provider-0.seed.example";
    private const string Password = "seeded for benchmarks only";

    private readonly Process process;

    private Installation(Process process, string database, HttpClient client)
    {
        this.process = process;
        Database = database;
        Client = client;
    }

    public HttpClient Client { get; }

    public string Path => "/graphql";

    public string Database { get; }

    public static async Task SeedAsync(string connectionString)
    {
        await DoAsync(connectionString, "migrate");
        await DoAsync(connectionString, "seed", "--resellers", "180", "--providers", "20", "--customers", "20000");
    }

    /// <summary>A copy of the database whose only wall are the filters.</summary>
    public static async Task<PostgresDatabase> WithoutPoliciesAsync(PostgresDatabase seeded)
    {
        NpgsqlConnection.ClearAllPools();
        var name = DatabaseOf(seeded.ConnectionString);
        var copy = await PostgresCluster.Required().CreateDatabaseAsync("bench_open", template: name);
        await using var connection = new NpgsqlConnection(copy.ConnectionString);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand(
            """
            do $$
            declare
                made record;
            begin
                for made in select policyname, tablename from pg_policies where schemaname = 'public' loop
                    execute format('drop policy %I on %I', made.policyname, made.tablename);
                end loop;
                for made in select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace loop
                    execute format('alter table %I disable row level security, no force row level security', made.relname);
                end loop;
            end $$;
            analyze;
            """,
            connection
        );
        await drop.ExecuteNonQueryAsync();
        return copy;
    }

    public static async Task<Installation> ServeAsync(string connectionString)
    {
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var server = Start(connectionString, ["serve"]);
        server.OutputDataReceived += (_, line) =>
        {
            const string told = "Now listening on: ";
            if (line.Data?.IndexOf(told, StringComparison.Ordinal) is { } at and >= 0)
            {
                listening.TrySetResult(new Uri(line.Data[(at + told.Length)..]));
            }
        };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        var client = new HttpClient { BaseAddress = await listening.Task.WaitAsync(TimeSpan.FromMinutes(2)) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await SignInAsync(client));
        return new Installation(server, DatabaseOf(connectionString), client);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public static string DatabaseOf(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static async Task<string> SignInAsync(HttpClient client)
    {
        const string query =
            "mutation($input: SignInInput!) { signIn(input: $input) { session { accessToken } errors { code } } }";
        var variables = new { input = new { email = Email, password = Password } };
        using var answer = await client.PostAsJsonAsync("/graphql", new { query, variables });
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        var session = json.RootElement.GetProperty("data").GetProperty("signIn").GetProperty("session");
        return session.GetProperty("accessToken").GetString()!;
    }

    private static async Task DoAsync(string connectionString, params string[] command)
    {
        using var run = Start(connectionString, command);
        var output = new ConcurrentQueue<string?>();
        run.OutputDataReceived += (_, line) => output.Enqueue(line.Data);
        run.ErrorDataReceived += (_, line) => output.Enqueue(line.Data);
        run.BeginOutputReadLine();
        run.BeginErrorReadLine();
        await run.WaitForExitAsync();
        if (run.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command[0]}: {string.Join('\n', output)}");
        }
    }

    private static Process Start(string connectionString, IEnumerable<string> command)
    {
        var folder = Directory.CreateTempSubdirectory("partnergraph-bench-");
        var program = System.IO.Path.ChangeExtension(typeof(GraphHost).Assembly.Location, ".dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. command])
        {
            WorkingDirectory = folder.FullName,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings(connectionString))
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    private static IEnumerable<(string Name, string Value)> Settings(string connectionString) =>
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("urls", "http://127.0.0.1:0"),
            ("Demo", "false"),
            ("Worker__InProcess", "false"),
            ("Database__Provider", "Postgres"),
            ("Database__ConnectionString", connectionString),
            ("GraphQL__TellCost", "false"),
            ("Rates__PerPrincipal", "0"),
            ("Rates__PerAddress", "0"),
        ];
}
