using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Hosting;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>What comes before every page: headers, how often, who is it, which language, and whether a form is one of ours.</summary>
public sealed class VisitReader(IAntiforgery antiforgery, PageSession session, RequestLimits limits)
{
    private const int LargestForm = 64 * 1024;

    private static readonly FormOptions FormLimits = new()
    {
        ValueCountLimit = 32,
        KeyLengthLimit = 64,
        ValueLengthLimit = 16 * 1024,
    };

    public async Task<IResult> AnswerAsync(
        HttpContext context,
        string token,
        string step,
        Func<PageVisit, Task<IResult>> look,
        Func<PageVisit, Task<IResult>> take
    )
    {
        var isForm = HttpMethods.IsPost(context.Request.Method);
        if (!isForm && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            WriteHeaders(context.Response);
            context.Response.Headers.Allow = "GET, HEAD, POST";
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }

        var caller = await session.CallerAsync(context);
        var visit = Begin(context, token, step, caller);
        var allowance = limits.Take(caller, visit.Request.RemoteAddress);
        if (!allowance.Granted)
            return TooMany(visit, allowance.RetryAfter);
        return isForm ? await TakeAsync(visit, take) : await look(visit);
    }

    /// <summary>The page that says so, with the header that programs read.</summary>
    public static IResult TooMany(PageVisit visit, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        visit.Context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return visit.Tell(
            StatusCodes.Status429TooManyRequests,
            visit.Page.Say("tooMany.title"),
            visit.Page.Say("tooMany.text")
        );
    }

    private PageVisit Begin(HttpContext context, string token, string step, Caller? caller)
    {
        var chosen = Chosen(context.Request);
        var language = chosen ?? caller?.Language ?? SpokenLanguage.Of(context.Request);
        var tokens = antiforgery.GetAndStoreTokens(context);
        // After the tokens, which write caching headers of their own.
        WriteHeaders(context.Response);
        return new PageVisit(
            context,
            new PageSetting(language, chosen, token, step, tokens.FormFieldName, tokens.RequestToken!),
            new RequestState(caller, language, RequestLimits.AddressOf(context.Connection.RemoteIpAddress)),
            Form: null
        );
    }

    private async Task<IResult> TakeAsync(PageVisit visit, Func<PageVisit, Task<IResult>> take)
    {
        var (form, status) = await ReadFormAsync(visit.Context);
        if (form is null)
            return visit.Tell(status, visit.Page.Say("badForm.title"), visit.Page.Say("badForm.text"));
        if (!await antiforgery.IsRequestValidAsync(visit.Context))
            return visit.Show<StaleFormPage>(StatusCodes.Status400BadRequest);
        return await take(visit with { Form = form });
    }

    private static async Task<(IFormCollection? Form, int Status)> ReadFormAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LargestForm;
        var type = context.Request.ContentType ?? "";
        if (!type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
            return (null, StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return (await context.Request.ReadFormAsync(FormLimits, context.RequestAborted), 0);
        }
        catch (BadHttpRequestException refused)
        {
            return (null, refused.StatusCode);
        }
        catch (InvalidDataException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }

    private static Language? Chosen(HttpRequest request) =>
        request.Query[PageSetting.LanguageParameter].ToString() switch
        {
            "en" => Language.En,
            "ru" => Language.Ru,
            _ => null,
        };

    private static void WriteHeaders(HttpResponse response)
    {
        var headers = response.Headers;
        headers.CacheControl = "no-store";
        headers.Remove("Pragma");
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy;
    }
}
