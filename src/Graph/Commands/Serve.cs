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
        builder.Services.AddGraph(settings);
        await using var app = builder.Build();
        app.UseGraph(settings);
        await app.RunAsync();
        return CommandLine.Done;
    }
}
