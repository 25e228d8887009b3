using Microsoft.AspNetCore.Http.HttpResults;

namespace PartnerGraph.Graph.Health;

/// <summary>/livez: the process answers. /readyz: it can also do its work, and if not, a sentence says why.</summary>
internal static class HealthPages
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", () => Answer(reason: null));
        routes.MapGet(
            "/readyz",
            async (Readiness readiness, CancellationToken cancellation) =>
                Answer(await readiness.WhyNotAsync(cancellation))
        );
    }

    private static JsonHttpResult<HealthAnswer> Answer(string? reason) =>
        reason is null
            ? TypedResults.Json(new HealthAnswer("ok", Reason: null))
            : TypedResults.Json(
                new HealthAnswer("unavailable", reason),
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
}

internal sealed record HealthAnswer(string Status, string? Reason);
