using System.Net;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Users;

namespace PartnerGraph.Graph.Tests.LinkPages;

public sealed class PartnershipPageTests(RunningPrograms programs)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R46_to_R50_A_reseller_signs_in_on_the_way_ticks_the_box_and_authorizes_the_provider(
        TestDatabase database
    )
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var (invitation, admin) = await world.PartnershipAsync();
        using var browser = new Browser(server);

        var opening = await browser.OpenAsync(world.PathOf(invitation));
        opening.ShouldBe(HttpStatusCode.OK, $"Invitation from {LinkWorld.ProviderName}");
        opening.Text.ShouldContain("asks you to authorize it as your indirect provider");
        opening.Text.ShouldNotContain(admin.Email.Value);

        var signIn = await browser.PressAsync(opening, "continue");
        signIn.ShouldBe(HttpStatusCode.OK, "Sign in to answer");
        (await world.NowAsync(invitation)).Status.ShouldBe(InvitationStatus.Viewed);

        var wrong = await browser.PressAsync(signIn, "sign-in", ("email", admin.Email.Value), ("password", "no"));
        wrong.ShouldBe(HttpStatusCode.UnprocessableEntity, "Sign in to answer");
        wrong.Text.ShouldContain("The e-mail address or the password is wrong");
        wrong.Html.ShouldContain($"value=\"{admin.Email.Value}\"");
        wrong.Html.ShouldNotContain("value=\"no\"");

        // R48: the link survives the sign-in. The profile's language speaks from here on.
        var answer = await browser.PressAsync(
            wrong,
            "sign-in",
            ("email", admin.Email.Value),
            ("password", LinkWorld.Password)
        );
        answer.ShouldBe(HttpStatusCode.OK, $"Авторизовать «{LinkWorld.ProviderName}» как непрямого поставщика");
        answer.Language.ShouldBe("ru");
        answer.Text.ShouldContain("Вы вошли как Anna Schmidt, «Contoso»");
        answer.Text.ShouldContain("административный доступ");

        // R49: without the tick nothing happens, and the page says so.
        var unticked = await browser.PressAsync(answer, "accept");
        unticked.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unticked.Text.ShouldContain("Сначала подтвердите, поставив отметку.");
        unticked.Html.ShouldContain("aria-invalid=\"true\" aria-describedby=\"confirmed-error\"");
        (await world.NowAsync(invitation)).Status.ShouldBe(InvitationStatus.Viewed);

        var done = await browser.PressAsync(unticked, "accept", ("confirmed", "yes"));
        done.ShouldBe(HttpStatusCode.OK, $"«{LinkWorld.ProviderName}» теперь ваш непрямой поставщик");
        (await world.NowAsync(invitation)).Status.ShouldBe(InvitationStatus.Accepted);
        await using var db = server.Open();
        var made = await db.Partnerships.SingleAsync(row => row.ProviderId == invitation.InviterId);
        made.ResellerId.ShouldBe(admin.OrganizationId);
        made.Status.ShouldBe(PartnershipStatus.Active);

        (await browser.OpenAsync(world.PathOf(invitation))).ShouldBe(
            HttpStatusCode.Gone,
            "На приглашение уже ответили"
        );
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Whoever_it_is_not_for_is_told_so_and_can_sign_out(TestDatabase database)
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var (invitation, _) = await world.PartnershipAsync();
        var stranger = await Team.StartAsync(server, OrganizationKind.Customer, "Litware");
        var other = await world.UserAsync(stranger);
        using var browser = new Browser(server);

        var refused = await SignInAsync(browser, world, invitation, other.Email.Value);
        refused.ShouldBe(HttpStatusCode.Forbidden, "You cannot answer this invitation");
        refused.Text.ShouldContain("meant for another person or organization");
        refused.Text.ShouldContain("Litware");
        // Nor by a form that was not shown.
        var forced = await browser.SendAsync(
            HttpMethod.Post,
            refused.Path,
            Browser.Form(refused.FormToken, "accept", ("confirmed", "yes"))
        );
        forced.Status.ShouldBe(HttpStatusCode.Forbidden);
        (await world.NowAsync(invitation)).Status.ShouldBe(InvitationStatus.Viewed);

        var token = browser.Cookies.Single(cookie => cookie.Name == "pg_page");
        var signedOut = await browser.PressAsync(refused, "sign-out");
        signedOut.ShouldBe(HttpStatusCode.OK, "Sign in to answer");
        browser.Cookies.ShouldNotContain(cookie => cookie.Name == "pg_page");
        browser.Cookies.Add(token);
        (await browser.OpenAsync(refused.Path)).ShouldBe(HttpStatusCode.OK, "Sign in to answer");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R45_Only_a_global_admin_answers(TestDatabase database)
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var (invitation, admin) = await world.PartnershipAsync();
        var colleague = await server.AddPersonAsync(
            Team.NewAddress(),
            Team.Manager,
            organization: admin.OrganizationId
        );
        using var browser = new Browser(server);

        var refused = await SignInAsync(browser, world, invitation, colleague.Email.Value);

        refused.ShouldBe(HttpStatusCode.Forbidden, "You cannot answer this invitation");
        refused.Text.ShouldContain("Only a global admin of Contoso can answer it.");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R38_A_temporary_password_first_sets_a_new_one(TestDatabase database)
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var (invitation, admin) = await world.PartnershipAsync();
        var newcomer = await server.AddPersonAsync(
            Team.NewAddress(),
            Team.GlobalAdmin,
            temporaryUntil: DateTimeOffset.UtcNow.AddDays(1),
            organization: admin.OrganizationId
        );
        using var browser = new Browser(server);

        var first = await SignInAsync(browser, world, invitation, newcomer.Email.Value);
        first.ShouldBe(HttpStatusCode.OK, "First choose your own password");
        var forced = await browser.SendAsync(
            HttpMethod.Post,
            first.Path,
            Browser.Form(first.FormToken, "accept", ("confirmed", "yes"))
        );
        forced.Status.ShouldBe(HttpStatusCode.SeeOther);
        (await world.NowAsync(invitation)).Status.ShouldBe(InvitationStatus.Viewed);

        // Nor by the schema's own mutation.
        var bearer = await server.SignedInAsync(newcomer.Email.Value);
        var mutation = await server.AskAsync(
            bearer,
            "mutation($t: String!) { acceptInvitation(input: { token: $t, confirmed: true }) { errors { code } } }",
            new { t = world.PathOf(invitation)[3..] }
        );
        mutation.ErrorCodes.ShouldBe(["PASSWORD_CHANGE_REQUIRED"]);

        var weak = await browser.PressAsync(
            first,
            "new-password",
            ("currentPassword", LinkWorld.Password),
            ("newPassword", "short")
        );
        weak.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        weak.Html.ShouldContain("aria-describedby=\"newPassword-error newPassword-hint\"");

        var answer = await browser.PressAsync(
            weak,
            "new-password",
            ("currentPassword", LinkWorld.Password),
            ("newPassword", Accounts.OwnPassword)
        );
        answer.ShouldBe(HttpStatusCode.OK, $"Authorize {LinkWorld.ProviderName} as your indirect provider");
        (await browser.PressAsync(answer, "accept", ("confirmed", "yes"))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Whoever_holds_the_link_may_decline_without_signing_in(TestDatabase database)
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var (invitation, _) = await world.PartnershipAsync();
        using var browser = new Browser(server, "ru");

        var signIn = await browser.PressAsync(await browser.OpenAsync(world.PathOf(invitation)), "continue");
        (await browser.PressAsync(signIn, "decline")).ShouldBe(HttpStatusCode.OK, "Вы отклонили приглашение");

        (await world.NowAsync(invitation)).Status.ShouldBe(InvitationStatus.Declined);
    }

    [Fact]
    public async Task A_form_that_the_page_did_not_show_makes_no_account_for_a_partnership()
    {
        var server = await programs.On(TestDatabase.Sqlite);
        var world = new LinkWorld(server);
        var (invitation, _) = await world.PartnershipAsync();
        using var browser = new Browser(server);
        var page = await browser.OpenAsync(world.PathOf(invitation) + "/answer");
        var before = await world.TracesAsync(invitation);

        foreach (var press in new[] { "create", "accept", "new-password", "sign-out" })
        {
            var form = Browser.Form(page.FormToken, press, ("confirmed", "yes"), ("country", "DE"));
            var answer = await browser.SendAsync(HttpMethod.Post, page.Path, form);
            answer.Status.ShouldBe(HttpStatusCode.SeeOther, press);
            answer.Headers.Location!.OriginalString.ShouldBe("answer");
        }
        (await world.TracesAsync(invitation)).ShouldBe(before);
    }

    private static async Task<Page> SignInAsync(Browser browser, LinkWorld world, Invitation invitation, string email)
    {
        var opening = await browser.OpenAsync(world.PathOf(invitation) + "?lang=en");
        var signIn = await browser.PressAsync(opening, "continue");
        return await browser.PressAsync(signIn, "sign-in", ("email", email), ("password", LinkWorld.Password));
    }
}
