using PartnerGraph.Graph.Hosting;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Commands;

/// <summary>Brings the database to this version and ends: for a deployment that does so before its instances start.</summary>
internal static class Migrate
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var services = CommandHost.Build(new Arguments(args).Settings());
        await services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        var provider = services.GetRequiredService<GraphSettings>().Database.Provider;
        await Console.Out.WriteLineAsync($"The {provider} database has this version's tables.");
        return CommandLine.Done;
    }
}
