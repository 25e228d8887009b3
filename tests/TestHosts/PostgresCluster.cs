using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;
using PartnerGraph.TestKit;

namespace PartnerGraph.TestHosts;

/// <summary>
/// One PostgreSQL cluster for all test processes of this user: the first to come starts it, the last to go stops it (a file lock
/// orders them). PARTNERGRAPH_POSTGRES names a cluster that is already there by its connection string; it is then left alone.
/// </summary>
public sealed class PostgresCluster
{
    public const string Variable = "PARTNERGRAPH_POSTGRES";

    private static readonly Lazy<PostgresCluster?> Shared = new(Find, LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly NpgsqlConnectionStringBuilder admin;

    private PostgresCluster(string connectionString) => admin = new NpgsqlConnectionStringBuilder(connectionString);

    /// <summary>The cluster; the calling test skips (or fails in CI) where PostgreSQL is not installed.</summary>
    public static PostgresCluster Required()
    {
        var cluster = Shared.Value;
        Require.That(
            cluster is not null,
            $"PostgreSQL was not found: install its server programs, or name a cluster by {Variable}."
        );
        return cluster;
    }

    public static bool IsAvailable => Shared.Value is not null;

    /// <summary>Connection string of a database of this cluster, over TCP on 127.0.0.1 (so that a test can put a proxy before it).</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(admin.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>A new database with a name of its own, empty or copied from <paramref name="template"/>; dropped on dispose.</summary>
    public async Task<PostgresDatabase> CreateDatabaseAsync(string purpose, string? template = null)
    {
        var name = $"{purpose}_{Convert.ToHexString(RandomNumberGenerator.GetBytes(6))}".ToLower(
            CultureInfo.InvariantCulture
        );
        var copy = template is null ? "" : $" template \"{template}\"";
        await ExecuteAsync($"create database \"{name}\"{copy}");
        return new PostgresDatabase(this, name);
    }

    internal Task DropAsync(string database) => ExecuteAsync($"drop database if exists \"{database}\" with (force)");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(admin.ConnectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static PostgresCluster? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new PostgresCluster(given);
        }
        var programs = PostgresPrograms.Find();
        return programs is null ? null : new PostgresCluster(new SharedCluster(programs).Join());
    }

    /// <summary>The cluster in the folder for temporary files, and who uses it at the moment (a file per process id).</summary>
    private sealed class SharedCluster(PostgresPrograms programs)
    {
        private readonly string folder = Path.Combine(
            Path.GetTempPath(),
            $"partnergraph-postgres-{Environment.UserName}"
        );

        private string Data => Path.Combine(folder, "data");

        private string Users => Path.Combine(folder, "users");

        private string PortFile => Path.Combine(folder, "port");

        public string Join()
        {
            Directory.CreateDirectory(Users);
            using var held = Lock();
            if (!IsRunning())
            {
                Start();
            }
            File.WriteAllText(Path.Combine(Users, OwnId), "");
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Leave();
            return $"Host=127.0.0.1;Port={File.ReadAllText(PortFile).Trim()};Username=postgres;Database=postgres;Maximum Pool Size=40";
        }

        private static string OwnId => Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

        private void Leave()
        {
            using var held = Lock();
            File.Delete(Path.Combine(Users, OwnId));
            foreach (var gone in Directory.GetFiles(Users).Where(file => !IsAlive(Path.GetFileName(file))))
            {
                File.Delete(gone);
            }
            if (Directory.GetFiles(Users).Length == 0)
            {
                programs.TryRun("pg_ctl", "-D", Data, "-m", "immediate", "-s", "-w", "stop");
            }
        }

        private static bool IsAlive(string processId) => Directory.Exists($"/proc/{processId}");

        private bool IsRunning() =>
            File.Exists(PortFile) && Directory.Exists(Data) && programs.TryRun("pg_ctl", "-D", Data, "status");

        private void Start()
        {
            if (Directory.Exists(Data))
            {
                Directory.Delete(Data, recursive: true);
            }
            programs.PrepareFolder(Data);
            programs.Run(
                "initdb",
                "-D",
                Data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-sync",
                "--locale=C"
            );
            var port = FreePort().ToString(CultureInfo.InvariantCulture);
            var options = string.Join(
                " ",
                $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{Data}'",
                "-c fsync=off -c synchronous_commit=off -c full_page_writes=off",
                "-c max_connections=400 -c shared_buffers=128MB -c max_wal_size=2GB -c autovacuum=on"
            );
            programs.Run(
                "pg_ctl",
                "-D",
                Data,
                "-l",
                Path.Combine(Data, "server.log"),
                "-s",
                "-w",
                "-o",
                options,
                "start"
            );
            File.WriteAllText(PortFile, port);
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        private FileStream Lock()
        {
            var patience = Stopwatch.StartNew();
            while (true)
            {
                try
                {
                    return new FileStream(
                        Path.Combine(folder, "lock"),
                        FileMode.OpenOrCreate,
                        FileAccess.ReadWrite,
                        FileShare.None
                    );
                }
                catch (IOException) when (patience.Elapsed < TimeSpan.FromMinutes(1))
                {
                    Thread.Sleep(50);
                }
            }
        }
    }
}
