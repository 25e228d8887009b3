using System.Data.Common;
using PartnerGraph.Graph.Settings;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Hosting;

/// <summary>The database answers and has this version's tables before anything else begins.</summary>
internal sealed class DatabasePreparation(
    Database database,
    GraphSettings settings,
    TimeProvider clock,
    ILogger<DatabasePreparation> log
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Waits a while for a server that starts beside us; then the exception tells why it does not answer.</summary>
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        MakeFolder();
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await database.MigrateAsync(cancellation);
                return;
            }
            catch (Exception away) when (IsTransient(away) && clock.GetElapsedTime(began) < Patience)
            {
                log.LogWarning("The database does not answer yet: {Reason}", away.GetBaseException().Message);
                await Task.Delay(Pause, clock, cancellation);
            }
        }
    }

    // The PostgreSQL provider wraps what might pass by itself into an exception of its own.
    private static bool IsTransient(Exception failure) =>
        (failure as DbException ?? (failure as InvalidOperationException)?.InnerException as DbException)?.IsTransient
            is true;

    // SQLite makes the file, not the folder.
    private void MakeFolder()
    {
        if (settings.Database.Provider is not DatabaseProvider.Sqlite)
            return;
        var parts = new DbConnectionStringBuilder { ConnectionString = settings.Database.ConnectionString };
        foreach (var name in (string[])["Data Source", "DataSource", "Filename"])
        {
            if (
                parts.TryGetValue(name, out var file)
                && Path.GetDirectoryName(Path.GetFullPath((string)file)) is { } folder
            )
                Directory.CreateDirectory(folder);
        }
    }
}
