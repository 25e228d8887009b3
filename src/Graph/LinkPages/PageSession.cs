using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>
/// The sign-in of the pages: a session's access token in a protected cookie that invitations alone get to see. The cookie is worth nothing
/// as a bearer, and nobody keeps the refresh token: it ends with the access token.
/// </summary>
public sealed class PageSession(IDataProtectionProvider protection, Callers callers, GraphSettings settings)
{
    public const string CookieName = "pg_page";

    private readonly IDataProtector protector = protection.CreateProtector("PartnerGraph.LinkPages.Session");
    private readonly string path = settings.Links.PublicUrl.AbsolutePath.TrimEnd('/') + "/i";

    public async Task<Caller?> CallerAsync(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } cookie || Read(cookie) is not { } token)
            return null;
        return await callers.FindAsync(token, context.RequestAborted);
    }

    public void Keep(HttpContext context, OpenedSession session) =>
        context.Response.Cookies.Append(
            CookieName,
            protector.Protect(session.AccessToken),
            Options(context, session.ExpiresAt)
        );

    public void Forget(HttpContext context) =>
        context.Response.Cookies.Delete(CookieName, Options(context, expires: null));

    // Strict works with a link out of a mail: the first page needs no sign-in, and from there on the way stays on our own pages.
    private CookieOptions Options(HttpContext context, DateTimeOffset? expires) =>
        new()
        {
            HttpOnly = true,
            Secure = PageCookies.AreSecure(context, settings),
            SameSite = SameSiteMode.Strict,
            Path = path,
            Expires = expires,
            IsEssential = true,
        };

    private string? Read(string cookie)
    {
        try
        {
            return protector.Unprotect(cookie);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>Behind a proxy that ends TLS the request itself does not tell: the public address does.</summary>
internal static class PageCookies
{
    public static bool AreSecure(HttpContext context, GraphSettings settings) =>
        context.Request.IsHttps || settings.Links.PublicUrl.Scheme == Uri.UriSchemeHttps;
}

/// <summary>The cookie half of a form's token.</summary>
internal sealed class FormCookie(GraphSettings settings) : CookieBuilder
{
    public const string CookieName = "pg_form";

    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = PageCookies.AreSecure(context, settings);
        return options;
    }
}
