using System.Net;
using System.Text;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.LinkPages;

public sealed class LinkPageSafetyTests(RunningPrograms programs)
{
    private static readonly string[] Steps = ["", "/answer", "/sign-in"];

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R81_Looking_changes_nothing(TestDatabase database)
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var (partnership, _) = await world.PartnershipAsync();
        foreach (var invitation in new[] { partnership, await world.CustomerAsync(joint: true) })
        {
            var before = await world.TracesAsync(invitation);
            using var scanner = new Browser(server);
            foreach (var step in Steps)
            {
                (await scanner.OpenAsync(world.PathOf(invitation) + step)).Status.ShouldBe(HttpStatusCode.OK);
                await scanner.SendAsync(HttpMethod.Head, world.PathOf(invitation) + step, form: null);
            }
            (await world.TracesAsync(invitation)).ShouldBe(before);
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R82_A_genuine_link_tells_its_state_and_takes_no_form(TestDatabase database)
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var (expired, _) = await world.PartnershipAsync(at: DateTimeOffset.UtcNow.AddDays(-8));
        var (revoked, _) = await world.PartnershipAsync();
        await world.ChangeAsync(revoked, one => one.Revoke(DateTimeOffset.UtcNow));
        var declined = await world.CustomerAsync(joint: false);
        await world.ChangeAsync(declined, one => one.Decline(DateTimeOffset.UtcNow));
        using var english = new Browser(server);
        using var russian = new Browser(server, "ru");
        var anyForm = await FormTokenAsync(english, world);

        foreach (
            var (invitation, inEnglish, inRussian) in new[]
            {
                (expired, "This invitation has expired", "Срок действия приглашения истёк"),
                (revoked, "This invitation was withdrawn", "Приглашение отозвано"),
                (declined, "This invitation has been answered", "На приглашение уже ответили"),
            }
        )
        {
            var before = await world.TracesAsync(invitation);
            foreach (var step in Steps)
            {
                (await english.OpenAsync(world.PathOf(invitation) + step)).ShouldBe(HttpStatusCode.Gone, inEnglish);
                (await russian.OpenAsync(world.PathOf(invitation) + step)).ShouldBe(HttpStatusCode.Gone, inRussian);
            }
            foreach (var press in new[] { "decline", "create" })
            {
                var form = Browser.Form(anyForm, press, ("confirmed", "yes"), ("country", "DE"));
                (await english.SendAsync(HttpMethod.Post, world.PathOf(invitation), form)).ShouldBe(
                    HttpStatusCode.Gone,
                    inEnglish
                );
            }
            (await world.TracesAsync(invitation)).ShouldBe(before);
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R82_Unknown_rotated_and_malformed_tokens_get_one_answer(TestDatabase database)
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var (invitation, _) = await world.PartnershipAsync(at: DateTimeOffset.UtcNow.AddHours(-1));
        var rotated = world.PathOf(invitation);
        await world.ChangeAsync(invitation, one => one.Resend(world.Key, LinkPolicy.Default, DateTimeOffset.UtcNow));
        using var browser = new Browser(server);
        var anyForm = await FormTokenAsync(browser, world);

        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var token in new[] { rotated[3..], new string('A', 43), "x", new string('y', 300), "%3Cscript%3E", "a%2Fb" }
        )
        {
            foreach (var place in new[] { "/i/", "/verify/" })
            {
                var page = await browser.OpenAsync(place + token);
                page.ShouldBe(HttpStatusCode.NotFound, "This link is not known");
                answers.Add(page.Html);
            }
            (await browser.OpenAsync($"/i/{token}/answer")).Status.ShouldBe(HttpStatusCode.NotFound);
            foreach (var press in new[] { "continue", "accept", "decline", "create", "sign-in" })
            {
                var form = Browser.Form(anyForm, press, ("confirmed", "yes"), ("country", "DE"));
                (await browser.SendAsync(HttpMethod.Post, $"/i/{token}", form)).Status.ShouldBe(
                    HttpStatusCode.NotFound,
                    press
                );
            }
        }
        answers.Count.ShouldBe(1);
        (await browser.OpenAsync(world.PathOf(await world.NowAsync(invitation)))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_form_without_its_token_is_refused_and_changes_nothing(TestDatabase database)
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var invitation = await world.CustomerAsync(joint: false);
        var path = world.PathOf(invitation);
        using var browser = new Browser(server);
        using var other = new Browser(server);
        var mine = (await browser.OpenAsync(path)).FormToken;
        var theirs = (await other.OpenAsync(path)).FormToken;
        var before = await world.TracesAsync(invitation);

        foreach (var token in new[] { null, "", "nonsense", theirs })
        {
            foreach (var press in new[] { "continue", "decline", "create", "sign-in", "sign-out" })
            {
                var form = Browser.Form(token, press, ("confirmed", "yes"));
                (await browser.SendAsync(HttpMethod.Post, path, form)).ShouldBe(
                    HttpStatusCode.BadRequest,
                    "This form is out of date"
                );
            }
        }
        // The form's half alone, without the cookie's.
        browser.Cookies.Clear();
        (await browser.SendAsync(HttpMethod.Post, path, Browser.Form(mine, "decline"))).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await world.TracesAsync(invitation)).ShouldBe(before);
    }

    [Fact]
    public async Task Bodies_that_are_no_form_of_ours_are_refused_in_a_page()
    {
        var server = await programs.On(TestDatabase.Sqlite);
        var world = new LinkWorld(server);
        var path = world.PathOf(await world.CustomerAsync(joint: false));
        using var browser = new Browser(server);
        var token = (await browser.OpenAsync(path)).FormToken;

        (await SendAsync(new StringContent("{}", Encoding.UTF8, "application/json"))).ShouldBe(
            HttpStatusCode.UnsupportedMediaType
        );
        using var parts = new MultipartFormDataContent { { new StringContent("decline"), "step" } };
        (await SendAsync(parts)).ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await SendAsync(Browser.Form(token, "decline", ("x", new string('x', 30_000))))).ShouldBe(
            HttpStatusCode.BadRequest
        );
        (await SendAsync(Browser.Form(token, "no such button"))).ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(Browser.Form(token, "decline", ("x", new string('x', 200_000))))).ShouldBe(
            HttpStatusCode.RequestEntityTooLarge
        );
        (await browser.OpenAsync(path)).Status.ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> SendAsync(HttpContent form) =>
            (await browser.SendAsync(HttpMethod.Post, path, form)).Status;
    }

    [Fact]
    public async Task Other_methods_are_not_allowed()
    {
        var server = await programs.On(TestDatabase.Sqlite);
        var world = new LinkWorld(server);
        var path = world.PathOf(await world.CustomerAsync(joint: false));
        using var browser = new Browser(server);

        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, HttpMethod.Options })
        {
            foreach (var place in new[] { path, path + "/answer", "/verify/" + path[3..] })
            {
                var refused = await browser.SendAsync(method, place, form: null);
                refused.Status.ShouldBe(HttpStatusCode.MethodNotAllowed);
                refused.Headers.Values["Allow"].ShouldBe("GET, HEAD, POST");
            }
        }
    }

    [Fact]
    public async Task The_language_is_the_readers_and_a_link_switches_it()
    {
        var server = await programs.On(TestDatabase.Sqlite);
        var world = new LinkWorld(server);
        var path = world.PathOf(await world.CustomerAsync(joint: true));
        using var english = new Browser(server, "de, en;q=0.5");
        using var russian = new Browser(server, "ru-RU, ru;q=0.9, en;q=0.8");

        (await english.OpenAsync(path)).Language.ShouldBe("en");
        var page = await russian.OpenAsync(path);
        page.Language.ShouldBe("ru");
        page.Html.ShouldContain("""<a href="?lang=en" lang="en" hreflang="en">English</a>""");

        // The choice goes along through a form and its redirect.
        var chosen = await russian.PressAsync(await russian.OpenAsync(path + "?lang=en"), "continue");
        chosen.Path.ShouldEndWith("/answer?lang=en");
        chosen.Language.ShouldBe("en");
        chosen.Html.ShouldContain("href=\"sign-in?lang=en\"");
        chosen.Html.ShouldContain(">Germany</option>");
        (await russian.OpenAsync(path + "/answer")).Text.ShouldContain("Германия");
        (await english.OpenAsync(path + "?lang=xx%22%3E")).Language.ShouldBe("en");
    }

    [Fact]
    public async Task The_style_sheet_is_ours_and_found_from_every_page()
    {
        var server = await programs.On(TestDatabase.Sqlite);
        var world = new LinkWorld(server);
        var path = world.PathOf(await world.CustomerAsync(joint: true));
        using var browser = new Browser(server);
        using var http = server.Client();

        foreach (var place in new[] { path, path + "/answer", "/verify/unknown" })
        {
            var page = await browser.OpenAsync(place);
            var href = page.Html.Split("rel=\"stylesheet\" href=\"")[1].Split('"')[0];
            var sheet = await http.GetAsync(new Uri(new Uri(http.BaseAddress!, place), href));
            sheet.StatusCode.ShouldBe(HttpStatusCode.OK, href);
            sheet.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
            (await sheet.Content.ReadAsStringAsync()).ShouldNotContain("url(");
        }
    }

    private static async Task<string> FormTokenAsync(Browser browser, LinkWorld world) =>
        (await browser.OpenAsync(world.PathOf(await world.CustomerAsync(joint: false)))).FormToken;
}
