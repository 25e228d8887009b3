using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using PartnerGraph.TestKit;

namespace PartnerGraph.TestHosts;

/// <summary>A PostgreSQL of a test's own, with its usual care for what was committed, to be crashed at will. Gone on dispose.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly PostgresPrograms programs;
    private readonly string data;
    private readonly int port;

    private PostgresServer(PostgresPrograms programs, string data, int port)
    {
        this.programs = programs;
        this.data = data;
        this.port = port;
    }

    public string ConnectionString =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres");

    /// <summary>The calling test skips (or fails in CI) where PostgreSQL is not installed.</summary>
    public static PostgresServer Start()
    {
        var found = PostgresPrograms.Find();
        Require.That(found is not null, "PostgreSQL was not found: install its server programs.");
        var folder = Path.Combine(
            Path.GetTempPath(),
            $"partnergraph-postgres-own-{RandomNumberGenerator.GetHexString(8, lowercase: true)}"
        );
        found.PrepareFolder(folder);
        found.Run("initdb", "-D", folder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C");
        var server = new PostgresServer(found, folder, FreePort());
        var settings = $"-p {server.port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1";
        server.Control("start", "-o", $"{settings} -c unix_socket_directories='{folder}' -c max_connections=200");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.End();
        return server;
    }

    /// <summary>As in a crash: every session ends at once, and what was committed comes back from the log. Returns when it takes connections.</summary>
    public void Restart() => Control("restart", "-m", "immediate");

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    private void Control(string what, params string[] how) =>
        programs.Run("pg_ctl", ["-D", data, "-l", Path.Combine(data, "server.log"), "-s", "-w", .. how, what]);

    private void End()
    {
        if (!Directory.Exists(data))
        {
            return;
        }

        programs.TryRun("pg_ctl", "-D", data, "-m", "immediate", "-s", "-w", "stop");
        Directory.Delete(data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
