using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PartnerGraph.Graph.Ide;

/// <summary>GraphiQL at /ide, from this origin alone. Where it was not built, the page says what is missing.</summary>
public static class IdePage
{
    // The editor writes style attributes and reads its fonts and icons from data addresses; scripts come from files only.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string Missing = """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>The IDE is not built</title></head>
        <body><h1>The IDE is not built</h1>
        <p>GraphiQL comes from npm when the program is built, and npm was not there (or could not reach its registry).
        Install Node.js 20 or newer, then build again: <code>dotnet build src/Graph</code>.</p>
        <p>Everything else works: the GraphQL endpoint is <code>/graphql</code>.</p></body></html>

        """;

    public static void MapIde(this IEndpointRouteBuilder routes, IWebHostEnvironment environment)
    {
        var page = environment.WebRootFileProvider.GetFileInfo("ide/index.html");
        routes.MapGet("/ide", (HttpContext context) => Show(context, page)).DisableHttpMetrics();
    }

    private static IResult Show(HttpContext context, Microsoft.Extensions.FileProviders.IFileInfo page)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.CacheControl = "no-cache";
        return page.Exists
            ? Results.Stream(page.CreateReadStream(), "text/html; charset=utf-8")
            : Results.Content(Missing, "text/html; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
