using Microsoft.AspNetCore.Http.HttpResults;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Mail.Samples;

namespace PartnerGraph.Graph.DevMail;

/// <summary>/dev/mail/templates: every mail that the program can send, in each language, also with names that mean harm.</summary>
internal static class TemplatePages
{
    public static void MapTemplates(this RouteGroupBuilder mails)
    {
        var group = mails.MapGroup("/templates");
        group.MapGet("", List);
        group.MapGet("/{name}/{language}", ShowAsync);
        group.MapGet("/{name}/{language}/html", ShowHtmlAsync);
    }

    private static RazorComponentResult<TemplateListPage> List(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
        return new RazorComponentResult<TemplateListPage>(
            new { Names = MailSamples.In(Language.En).Select(sample => sample.Name).ToList() }
        );
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string name, string language, int? hostile)
    {
        if (await RenderAsync(context, name, language, hostile) is not { } mail)
            return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = MailPages.FramePolicy;
        return new RazorComponentResult<TemplatePage>(
            new
            {
                Name = name,
                Language = language,
                Hostile = hostile,
                Mail = mail,
            }
        );
    }

    private static async Task<IResult> ShowHtmlAsync(HttpContext context, string name, string language, int? hostile)
    {
        if (await RenderAsync(context, name, language, hostile) is not { } mail)
            return Results.NotFound();
        context.Response.Headers.ContentSecurityPolicy = MailPages.MailPolicy;
        return Results.Content(mail.Html, "text/html; charset=utf-8");
    }

    /// <returns>Null where there is no such mail, language or name.</returns>
    private static async Task<RenderedMail?> RenderAsync(HttpContext context, string name, string tag, int? hostile)
    {
        var language = Enum.GetValues<Language>()
            .Cast<Language?>()
            .FirstOrDefault(one => Wording.Tag(one!.Value) == tag);
        if (language is not { } known || hostile < 0 || hostile >= HostileNames.All.Count)
            return null;
        var names = hostile is { } at ? HostileNames.All[at] : null;
        var sample = MailSamples.In(known, names).FirstOrDefault(one => one.Name == name);
        var services = context.RequestServices;
        var renderer = new MailRenderer(
            services.GetRequiredService<IServiceScopeFactory>(),
            services.GetRequiredService<ILoggerFactory>()
        );
        return sample is null ? null : await renderer.RenderAsync(sample.Content);
    }
}
