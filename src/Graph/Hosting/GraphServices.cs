using PartnerGraph.Graph.Health;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Hosting;

/// <summary>What the program is made of, one line a concern.</summary>
internal static class GraphServices
{
    public static void AddGraph(this IServiceCollection services, GraphSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddRazorComponents();
        services.AddFormProtection(settings.Links.Key);
        services.AddSingleton<Readiness>();
    }
}
