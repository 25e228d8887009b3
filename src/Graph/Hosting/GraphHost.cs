using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Hosting;

/// <summary>The program as a host: where it runs, what it listens to, and its two halves, services and pipeline. Tests find the program by this class.</summary>
public sealed class GraphHost
{
    /// <summary>Set by the launch profile alone: the program was started from its sources, by a developer.</summary>
    private const string FromSource = "PARTNERGRAPH_FROM_SOURCE";

    private GraphHost() { }

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                EnvironmentName = ChosenEnvironment(args),
                // The program's own files lie beside it, wherever it is started; its data lies where it is started.
                ContentRootPath = Names(args, "contentRoot") ? null : AppContext.BaseDirectory,
            }
        );
        // Without this the files of a build (not published) are found in Development only.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Host.ConfigureHostOptions(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        if (!ListensSomewhere(builder.Configuration))
            builder.WebHost.UseUrls(ReadSettings.DefaultUrl);
        builder.Logging.AddProgramLogging();
        return builder;
    }

    /// <summary>A host without a server, for background work alone.</summary>
    public static HostApplicationBuilder CreateWorkerBuilder(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings
            {
                Args = args,
                EnvironmentName =
                    ChosenEnvironment(args) ?? Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"),
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Logging.AddProgramLogging();
        return builder;
    }

    // A launch profile's own environment would override the caller's variables; so it only marks, and what the caller says wins.
    private static string? ChosenEnvironment(string[] args)
    {
        var said =
            Names(args, "environment")
            || Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 };
        return !said && Environment.GetEnvironmentVariable(FromSource) == "true" ? Environments.Development : null;
    }

    private static bool Names(string[] args, string name) =>
        args.Any(a => a.StartsWith($"--{name}=", StringComparison.OrdinalIgnoreCase));

    private static bool ListensSomewhere(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration["urls"])
        || !string.IsNullOrEmpty(configuration["http_ports"])
        || !string.IsNullOrEmpty(configuration["https_ports"])
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
}
