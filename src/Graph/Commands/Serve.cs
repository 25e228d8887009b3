using PartnerGraph.Graph.Demo;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Commands;

/// <summary>Answers requests until it is stopped.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(string[] args)
    {
        var builder = GraphHost.CreateBuilder(new Arguments(args).Settings());
        var settings = ReadSettings.From(builder.Configuration, builder.Environment.IsDevelopment());
        builder.Services.AddServer(settings);
        await using var app = builder.Build();
        app.UseGraph(settings);
        await PrepareAsync(app);
        await app.RunAsync();
        return CommandLine.Done;
    }

    // Before the first request is taken: whoever is told "Now listening" can work.
    private static async Task PrepareAsync(WebApplication app)
    {
        var cancellation = app.Lifetime.ApplicationStopping;
        await app.Services.GetRequiredService<DatabasePreparation>().MigrateAsync(cancellation);
        await app.Services.GetRequiredService<DemoStart>().PrepareAsync(cancellation);
    }
}
