using PartnerGraph.Graph.Hosting;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Commands;

/// <summary>The program's services without a server: what a command that runs once and ends works with.</summary>
internal static class CommandHost
{
    public static ServiceProvider Build(string[] settingArguments)
    {
        var builder = GraphHost.CreateBuilder(settingArguments);
        var settings = ReadSettings.From(builder.Configuration, builder.Environment.IsDevelopment());
        // Standard output is what was asked for, and may go into a file.
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddShared(settings);
        return builder.Services.BuildServiceProvider();
    }
}
