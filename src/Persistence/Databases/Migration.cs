using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PartnerGraph.Persistence.Databases;

/// <summary>Brings a database to the present model. Any number of processes may try at once: one works, the others wait and find it done.</summary>
internal sealed class Migration(Database database)
{
    // Any number that nobody else uses in this database.
    private const long AdvisoryLock = 7_236_115_240;

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
        await using var owner = await OwnerAsync(cancellationToken);
        // Held by this session, so that it ends with it whatever happens.
        await owner.DoAsync("select pg_advisory_lock($1)", cancellationToken, AdvisoryLock);
        var security = new RowSecurity(database);
        try
        {
            if (await IsBehindAsync(owner, cancellationToken))
            {
                await security.DropPoliciesAsync(owner, cancellationToken);
                await ApplyAsync(cancellationToken);
            }
            if (!await security.IsMadeAsync(owner, cancellationToken))
            {
                await security.MakeRolesAsync(owner, cancellationToken);
                await security.MakePoliciesAsync(owner, cancellationToken);
            }
        }
        catch (PostgresException denied) when (denied.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new DatabaseSettingsException(
                $"The database is not of this version, and \"{owner.UserName}\" may not change it ({denied.MessageText}): run migrate with Database__OwnerConnectionString."
            );
        }
        await security.ProveAsync(cancellationToken);
    }

    private async Task<NpgsqlConnection> OwnerAsync(CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.OwnerConnectionString) { Pooling = false };
        var owner = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await OpenAsync(owner, cancellationToken);
            return owner;
        }
        catch
        {
            await owner.DisposeAsync();
            throw;
        }
    }

    private async Task OpenAsync(NpgsqlConnection owner, CancellationToken cancellationToken)
    {
        try
        {
            await owner.OpenAsync(cancellationToken);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            await CreateAsync(cancellationToken);
            await owner.OpenAsync(cancellationToken);
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenAsOwner();
        try
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateAsync(cancellationToken);
        }
        catch (PostgresException raced)
            when (raced.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Somebody else made it at this moment.
        }
    }

    /// <summary>Asked by ourselves: EF Core asks with a lock that only the owner may take.</summary>
    private async Task<bool> IsBehindAsync(NpgsqlConnection owner, CancellationToken cancellationToken)
    {
        if (await owner.AskAsync("select to_regclass('\"__EFMigrationsHistory\"') is null", cancellationToken))
        {
            return true;
        }
        await using var db = database.OpenAsOwner();
        return await owner.AskAsync(
            """
            select not $1 <@ (select coalesce(array_agg("MigrationId"::text), '{}') from "__EFMigrationsHistory")
            """,
            cancellationToken,
            (object)db.Database.GetMigrations().ToArray()
        );
    }

    private async Task OnSqliteAsync(CancellationToken cancellationToken)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using var held = await HoldAsync(file + ".migrating", cancellationToken);
        await using (var db = database.OpenAsOwner())
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
        await using var db = database.OpenAsOwner();
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
