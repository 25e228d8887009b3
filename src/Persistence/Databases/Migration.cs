using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Databases;

/// <summary>Brings a database to the present model. Any number of processes may try at once: one works, the others wait and find it done.</summary>
internal sealed class Migration(Database database)
{
    // Any number that nobody else uses in this database.
    private const long AdvisoryLock = 7_236_115_240;

    private static readonly Tenant System = Tenant.Everyone("Migrations change tables, not rows.");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
        {
            await OnSqliteAsync(cancellationToken);
        }
        else
        {
            await OnPostgresAsync(cancellationToken);
        }
    }

    private async Task OnPostgresAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false };
        await using var holder = new NpgsqlConnection(settings.ConnectionString);
        await holder.OpenAsync(cancellationToken);
        // Held by this session, so that it ends with it whatever happens.
        await using var take = new NpgsqlCommand("select pg_advisory_lock($1)", holder) { CommandTimeout = 0 };
        take.Parameters.Add(new NpgsqlParameter { Value = AdvisoryLock });
        await take.ExecuteNonQueryAsync(cancellationToken);
        await ApplyAsync(cancellationToken);
    }

    private async Task OnSqliteAsync(CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var held = await HoldAsync(file + ".migrating", cancellationToken);
        await using (var db = database.Open(System))
        {
            await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", cancellationToken);
            // EF's own lock is a row that outlives a process killed in the middle; ours is held by the operating system, so nobody
            // else can be migrating now.
            await db.Database.ExecuteSqlRawAsync("drop table if exists \"__EFMigrationsLock\"", cancellationToken);
        }
        await ApplyAsync(cancellationToken);
    }

    private async Task ApplyAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open(System);
        await db.Database.MigrateAsync(cancellationToken);
    }

    private static async Task<FileStream> HoldAsync(string file, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(
                    file,
                    new FileStreamOptions
                    {
                        Mode = FileMode.OpenOrCreate,
                        Access = FileAccess.ReadWrite,
                        Share = FileShare.None,
                        Options = FileOptions.DeleteOnClose,
                    }
                );
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }
}
