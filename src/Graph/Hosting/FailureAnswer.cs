namespace PartnerGraph.Graph.Hosting;

/// <summary>What broke is logged; the caller gets a sentence and nothing of the exception, in Development too.</summary>
internal static class FailureAnswer
{
    public static void UseFailureAnswer(this IApplicationBuilder app) =>
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandler = context => context.Response.WriteAsync("Something went wrong on our side.\n"),
            }
        );
}
