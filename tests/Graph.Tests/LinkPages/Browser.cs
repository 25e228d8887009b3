using System.Net;
using System.Text.RegularExpressions;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.LinkPages;

/// <summary>Opens pages and presses their buttons, keeps cookies as a browser does, and looks at every page for what none may have.</summary>
public sealed partial class Browser(GraphServer server, string language = "en") : IDisposable
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = server.ClientOptions.BaseAddress,
    };

    public List<Cookie> Cookies { get; } = [];

    public Task<Page> OpenAsync(string path) => SendAsync(HttpMethod.Get, path, form: null);

    /// <summary>Presses a button of the page; a redirect is followed.</summary>
    public async Task<Page> PressAsync(Page page, string step, params (string Name, string Value)[] fields)
    {
        page.Html.ShouldContain($"""name="step" value="{step}" """.TrimEnd());
        var answer = await SendAsync(
            HttpMethod.Post,
            Resolve(page.Path, page.Action),
            Form(page.FormToken, step, fields)
        );
        return answer.Status is HttpStatusCode.SeeOther
            ? await OpenAsync(Resolve(answer.Path, answer.Headers.Location!.OriginalString))
            : answer;
    }

    private string Resolve(string from, string relative)
    {
        relative.ShouldNotStartWith("/");
        return new Uri(new Uri(http.BaseAddress!, from), relative).PathAndQuery;
    }

    public static FormUrlEncodedContent Form(
        string? token,
        string step,
        params IEnumerable<(string Name, string Value)> fields
    ) =>
        new(
            fields
                .Append(("step", step))
                .Concat(token is null ? [] : [("__RequestVerificationToken", token)])
                .Select(field => KeyValuePair.Create(field.Item1, field.Item2))
        );

    public async Task<Page> SendAsync(HttpMethod method, string path, HttpContent? form)
    {
        using var request = new HttpRequestMessage(method, path) { Content = form };
        request.Headers.TryAddWithoutValidation("Accept-Language", language);
        var sent = Cookies.Where(cookie => path.StartsWith(cookie.Path, StringComparison.Ordinal));
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", sent.Select(c => $"{c.Name}={c.Value}")));
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Keep(response);
        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var page = new Page(path, response.StatusCode, html, Flat(response));
        LookAtEveryPage(method, page, response);
        return page;
    }

    public void Dispose() => http.Dispose();

    private void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var lines))
            return;
        foreach (var line in lines)
        {
            var cookie = Cookie.Parse(line);
            Cookies.RemoveAll(known => known.Name == cookie.Name && known.Path == cookie.Path);
            if (cookie.Value.Length > 0)
                Cookies.Add(cookie);
        }
    }

    private static void LookAtEveryPage(HttpMethod method, Page page, HttpResponseMessage response)
    {
        page.Headers.Values["Cache-Control"].ShouldBe("no-store");
        page.Headers.Values["Referrer-Policy"].ShouldBe("no-referrer");
        page.Headers.Values["Content-Security-Policy"].ShouldBe(Policy);
        page.Headers.Values["X-Content-Type-Options"].ShouldBe("nosniff");
        page.Headers.Values["X-Frame-Options"].ShouldBe("DENY");
        if (
            method == HttpMethod.Head
            || response.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.MethodNotAllowed
        )
        {
            page.Html.ShouldBeEmpty();
            return;
        }

        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        page.Html.ShouldStartWith("<!DOCTYPE html>");
        page.Html.ShouldNotContain("<script", Case.Insensitive);
        page.Html.ShouldNotContain("<style", Case.Insensitive);
        page.Html.ShouldNotContain("style=");
        page.Html.ShouldNotContain("://");
        Resource().Matches(page.Html).Count.ShouldBe(1);
        page.Html.ShouldContain("""<html lang=""");
        Heading().Matches(page.Html).Count.ShouldBe(1);
        // Neither a sentence that the catalogue lacks nor a value that it was not given.
        MissingSentence().Matches(page.Text).Select(one => one.Value).ShouldBeEmpty();
        page.Text.ShouldNotContain("{");
        EveryInputHasItsLabel(page);
    }

    private static void EveryInputHasItsLabel(Page page)
    {
        foreach (Match input in Input().Matches(page.Html))
        {
            if (input.Value.Contains("type=\"hidden\"", StringComparison.Ordinal))
                continue;
            var id = Id().Match(input.Value).Groups["id"].Value;
            page.Html.ShouldContain($"""<label for="{id}">""");
            foreach (
                var described in DescribedBy()
                    .Match(input.Value)
                    .Groups["ids"]
                    .Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            )
                page.Html.ShouldContain($"""id="{described}">""");
        }
    }

    private static PageHeaders Flat(HttpResponseMessage response) =>
        new(
            response
                .Headers.Concat(response.Content.Headers)
                .ToDictionary(
                    header => header.Key,
                    header => string.Join(", ", header.Value),
                    StringComparer.OrdinalIgnoreCase
                ),
            response.Headers.Location
        );

    [GeneratedRegex("<(link|img|iframe|object|source|video|audio)\\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Resource();

    [GeneratedRegex("\\bpage\\.[a-z]")]
    private static partial Regex MissingSentence();

    [GeneratedRegex("<h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("<(input|select)[^>]*>", RegexOptions.ExplicitCapture)]
    private static partial Regex Input();

    [GeneratedRegex("\\bid=\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Id();

    [GeneratedRegex("aria-describedby=\"(?<ids>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex DescribedBy();
}

public sealed record PageHeaders(IReadOnlyDictionary<string, string> Values, Uri? Location);

public sealed record Cookie(string Name, string Value, string Path, string Line)
{
    public static Cookie Parse(string line)
    {
        var parts = line.Split("; ");
        var pair = parts[0].Split('=', 2);
        var path = parts.First(part => part.StartsWith("path=", StringComparison.OrdinalIgnoreCase))[5..];
        return new Cookie(pair[0], pair[1], path, line);
    }
}

public sealed partial record Page(string Path, HttpStatusCode Status, string Html, PageHeaders Headers)
{
    /// <summary>What a person reads, without marks.</summary>
    public string Text => WebUtility.HtmlDecode(Mark().Replace(Html, " "));

    public string Title => WebUtility.HtmlDecode(H1().Match(Html).Groups["title"].Value);

    public string Language => Lang().Match(Html).Groups["lang"].Value;

    /// <summary>All forms of a page are sent to one place.</summary>
    public string Action =>
        WebUtility.HtmlDecode(
            FormAction().Matches(Html).Select(form => form.Groups["action"].Value).Distinct().Single()
        );

    public string FormToken => Token().Match(Html).Groups["token"].Value;

    public Page ShouldBe(HttpStatusCode status, string title)
    {
        Title.ShouldBe(title, $"{(int)Status} {Path} {Html}");
        Status.ShouldBe(status);
        return this;
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Mark();

    [GeneratedRegex("<h1>(?<title>.*?)</h1>", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex H1();

    [GeneratedRegex("<html lang=\"(?<lang>[a-z]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Lang();

    [GeneratedRegex("<form [^>]*action=\"(?<action>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex FormAction();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
