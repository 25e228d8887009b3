namespace PartnerGraph.Graph.Health;

/// <summary>/livez: the process answers. /readyz: it can also do its work, and if not, a sentence says why.</summary>
internal static class HealthPages
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", () => TypedResults.Json(HealthAnswer.Alive));
        routes.MapGet(
            "/readyz",
            async (Readiness readiness, CancellationToken cancellation) =>
            {
                var answer = await readiness.AnswerAsync(cancellation);
                return TypedResults.Json(
                    answer,
                    statusCode: answer.IsAvailable ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
                );
            }
        );
    }
}
