using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PartnerGraph.Graph.Administration;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>
/// The pages that mailed links open: /i/{token} for invitations and requests, /verify/{token} for what is confirmed. Rendered here, without script;
/// looking at them changes nothing, since mail scanners look as well (R81).
/// </summary>
public static class LinkPageRoutes
{
    public static void AddLinkPages(this IServiceCollection services, GraphSettings settings)
    {
        services.AddAntiforgery();
        services.Configure<AntiforgeryOptions>(options =>
        {
            options.SuppressXFrameOptionsHeader = true;
            options.Cookie = new FormCookie(settings)
            {
                Name = FormCookie.CookieName,
                HttpOnly = true,
                // Not Strict: a second link out of a mail must not make the first one's open form stale.
                SameSite = SameSiteMode.Lax,
                IsEssential = true,
            };
        });
        services.AddSingleton<PageSession>();
        services.AddSingleton<VisitReader>();
        services.AddSingleton<PresentedEnrollmentLink>();
        services.AddSingleton<PageMutations>();
        services.AddSingleton<PageSignIn>();
        services.AddSingleton<PresentedGrant>();
        services.AddSingleton<GrantPages>();
        services.AddSingleton<InvitationPages>();
        services.AddSingleton<InvitationForms>();
        services.AddSingleton<AnsweredPages>();
        services.AddSingleton<VerificationPages>();
    }

    public static void MapLinkPages(this IEndpointRouteBuilder routes)
    {
        foreach (var step in InvitationPages.Steps)
        {
            var pattern = step.Length == 0 ? "/i/{token}" : "/i/{token}/" + step;
            routes.Map(
                pattern,
                (HttpContext context, string token, VisitReader reader, AnsweredPages pages) =>
                    reader.AnswerAsync(context, token, step, pages.LookAsync, pages.TakeAsync)
            );
        }

        routes.Map(
            "/verify/{token}",
            (HttpContext context, string token, VisitReader reader, VerificationPages pages) =>
                reader.AnswerAsync(context, token, "", pages.LookAsync, pages.TakeAsync)
        );
    }
}
