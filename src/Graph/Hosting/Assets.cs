using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Hosting;

/// <summary>Files under wwwroot: style sheets of pages and the built IDE.</summary>
internal static class Assets
{
    public static void UseAssets(this IApplicationBuilder app, GraphSettings settings) =>
        app.UseWhen(
            context =>
                settings.IdeEnabled
                || !context.Request.Path.StartsWithSegments("/ide", StringComparison.OrdinalIgnoreCase),
            files =>
                files.UseStaticFiles(
                    new StaticFileOptions
                    {
                        // Asked again each time and answered 304: a new build is seen at once.
                        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
                    }
                )
        );
}
