using PartnerGraph.Graph.Health;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Graph.Settings;
using PartnerGraph.Graph.Telemetry;

namespace PartnerGraph.Graph.Commands;

/// <summary>Background work alone, beside any number of servers on the same database.</summary>
internal static class RunWorker
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = GraphHost.CreateWorkerBuilder(new Arguments(args).Settings());
        var settings = ReadSettings.From(builder.Configuration, builder.Environment.IsDevelopment());
        using var host = settings.WorkerUrl is { } url ? BuildWithPages(args, url) : Build(builder, settings);
        await host.Services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        await host.RunAsync();
        return CommandLine.Done;
    }

    private static IHost Build(HostApplicationBuilder builder, GraphSettings settings)
    {
        Add(builder.Services, settings);
        return builder.Build();
    }

    // What watches a worker asks it as it asks a server: /livez, /readyz and /metrics.
    private static WebApplication BuildWithPages(string[] args, Uri url)
    {
        var builder = GraphHost.CreateBuilder(new Arguments(args).Settings());
        builder.WebHost.UseUrls(url.AbsoluteUri);
        var settings = ReadSettings.From(builder.Configuration, builder.Environment.IsDevelopment());
        Add(builder.Services, settings);
        var app = builder.Build();
        app.MapHealth();
        app.MapMetrics(settings);
        return app;
    }

    private static void Add(IServiceCollection services, GraphSettings settings)
    {
        services.AddShared(settings);
        services.AddOperations(settings);
        services.AddBackgroundWork(settings);
    }
}
