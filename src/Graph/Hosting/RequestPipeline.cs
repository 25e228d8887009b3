using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.DevMail;
using PartnerGraph.Graph.Health;
using PartnerGraph.Graph.Ide;
using PartnerGraph.Graph.LinkPages;
using PartnerGraph.Graph.Settings;
using PartnerGraph.Graph.Telemetry;
using PartnerGraph.GraphQL.Server;

namespace PartnerGraph.Graph.Hosting;

/// <summary>What happens to a request, from top to bottom.</summary>
internal static class RequestPipeline
{
    public static void UseGraph(this WebApplication app, GraphSettings settings)
    {
        app.UseDraining();
        app.UseFailureAnswer();
        app.UseUnknownProxyWarning();
        app.UseSecurityHeaders(settings.Development);
        app.UseAssets(settings);

        app.MapHealth();
        app.MapMetrics(settings);
        app.MapGraphQL();
        app.MapGet(
            AuditExport.Path,
            context => context.RequestServices.GetRequiredService<AuditExport>().ServeAsync(context)
        );
        app.MapLinkPages();
        if (settings.IdeEnabled)
            app.MapIde(app.Environment);
        if (settings.Development)
            app.MapDevMail(settings.Mail.Folder);
    }
}
