using PartnerGraph.Graph.Hosting;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Commands;

/// <summary>Background work alone, beside any number of servers on the same database.</summary>
internal static class RunWorker
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = GraphHost.CreateWorkerBuilder(new Arguments(args).Settings());
        var settings = ReadSettings.From(builder.Configuration, builder.Environment.IsDevelopment());
        builder.Services.AddShared(settings);
        builder.Services.AddBackgroundWork(settings);
        using var host = builder.Build();
        await host.Services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        await host.RunAsync();
        return CommandLine.Done;
    }
}
