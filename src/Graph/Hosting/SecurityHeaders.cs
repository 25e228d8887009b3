using Microsoft.AspNetCore.Http;

namespace PartnerGraph.Graph.Hosting;

/// <summary>The headers that every answer carries; a page that needs other content sources sets its own policy, and that one stays.</summary>
public static class SecurityHeaders
{
    /// <summary>Pages without script: link pages and the mails of a development run.</summary>
    public const string PagePolicy =
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string AnswerPolicy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app, bool development) =>
        app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() => Write(context, development));
                return next(context);
            }
        );

    private static Task Write(HttpContext context, bool development)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        if (headers["Referrer-Policy"].Count == 0)
            headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = AnswerPolicy;
        // The page of a mail is shown in a frame of /dev/mail: its own policy says by whom.
        if (!headers.ContentSecurityPolicy.ToString().Contains("frame-ancestors 'self'", StringComparison.Ordinal))
            headers.XFrameOptions = "DENY";
        if (context.Request.IsHttps && !development)
            headers.StrictTransportSecurity = "max-age=31536000";
        return Task.CompletedTask;
    }
}
