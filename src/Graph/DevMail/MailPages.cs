using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PartnerGraph.Graph.Hosting;

namespace PartnerGraph.Graph.DevMail;

/// <summary>/dev/mail: what the program would have sent. Only mapped in Development, since mails hold links that sign people in.</summary>
public static class MailPages
{
    // The mail is somebody's text: no script, nothing fetched, no form, an origin of its own; links open beside it.
    internal const string MailPolicy =
        "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        + "form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    internal const string FramePolicy = SecurityHeaders.PagePolicy + "; frame-src 'self'";

    public static void MapDevMail(this IEndpointRouteBuilder routes, string folder)
    {
        var mails = new MailFolder(folder);
        var group = routes.MapGroup("/dev/mail").AddEndpointFilter(NotStored);
        group.MapTemplates();
        group.MapGet("", (HttpContext context) => List(context, mails, folder));
        group.MapGet("/{id}", (HttpContext context, string id) => Show(context, mails, id));
        group.MapGet("/{id}/html", (HttpContext context, string id) => ShowHtml(context, mails, id));
        group.MapGet(
            "/{id}/source",
            (string id) =>
                mails.Find(id) is null
                    ? Results.NotFound()
                    : Results.File(Path.Combine(folder, id), "text/plain; charset=utf-8")
        );
    }

    private static ValueTask<object?> NotStored(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        invocation.HttpContext.Response.Headers.CacheControl = "no-store";
        return next(invocation);
    }

    private static RazorComponentResult<MailListPage> List(HttpContext context, MailFolder mails, string folder)
    {
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        return new RazorComponentResult<MailListPage>(new { Mails = mails.List(), Folder = folder });
    }

    private static IResult Show(HttpContext context, MailFolder mails, string id)
    {
        if (mails.Find(id) is not { } mail)
            return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = FramePolicy;
        return new RazorComponentResult<MailPage>(new { Mail = mail });
    }

    private static IResult ShowHtml(HttpContext context, MailFolder mails, string id)
    {
        if (mails.Find(id)?.Message.Html is not { } html)
            return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = MailPolicy;
        // Inside the frame a link would open in the frame, where the pages refuse to be shown.
        return Results.Content($"<base target=\"_blank\">{html}", "text/html; charset=utf-8");
    }
}
