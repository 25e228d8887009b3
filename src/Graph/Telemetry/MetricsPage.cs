using System.Security.Cryptography;
using System.Text;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Telemetry;

/// <summary>/metrics, for whoever has the token of Telemetry__MetricsToken; where none is set, the page exists in Development alone.</summary>
internal static class MetricsPage
{
    public static void MapMetrics(this IEndpointRouteBuilder routes, GraphSettings settings)
    {
        if (settings.Telemetry.MetricsToken is null && !settings.Development)
            return;
        routes.MapGet(
            "/metrics",
            (HttpContext context, Measuring measuring) =>
                MayRead(context, settings.Telemetry.MetricsToken)
                    ? Results.Text(measuring.Text(), MetricsText.ContentType)
                    : Results.Unauthorized()
        );
    }

    private static bool MayRead(HttpContext context, string? token) =>
        token is null
        || (
            BearerToken.TryRead(context.Request.Headers.Authorization.ToString(), out var shown)
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(token))
        );
}
