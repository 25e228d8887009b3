using System.Net;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Users;

namespace PartnerGraph.Graph.Tests.LinkPages;

public sealed class CustomerPageTests(RunningPrograms programs)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R57_R72_A_new_customer_reads_what_both_partners_get_and_makes_the_account_on_the_way(
        TestDatabase database
    )
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var invitation = await world.CustomerAsync(joint: true);
        using var browser = new Browser(server);

        var opening = await browser.OpenAsync(world.PathOf(invitation));
        opening.Text.ShouldContain(
            $"{LinkWorld.ResellerName} and {LinkWorld.ProviderName} invite you to become their customer."
        );
        var form = await browser.PressAsync(opening, "continue");
        form.ShouldBe(HttpStatusCode.OK, $"Become a customer of {LinkWorld.ResellerName} and {LinkWorld.ProviderName}");
        form.Text.ShouldContain("Contoso gets administrator permission over your subscriptions, licenses and users.");
        form.Text.ShouldContain($"{LinkWorld.ProviderName} may submit orders for you.");
        form.Text.ShouldNotContain(invitation.RecipientEmail.Value);

        var unticked = await browser.PressAsync(form, "create", Typed());
        unticked.Text.ShouldContain("Tick the box to confirm first.");
        unticked.Html.ShouldContain("value=\"Litware\"");
        unticked.Html.ShouldNotContain(Accounts.OwnPassword);
        unticked.Html.ShouldContain("<option value=\"DE\" selected");

        var wrong = await browser.PressAsync(
            unticked,
            "create",
            [.. Typed(name: " ", domain: "no domain", password: "short"), ("confirmed", "yes")]
        );
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Html.ShouldContain("<title>Error: Become a customer");
        wrong.Html.ShouldContain("<a href=\"#password\">");
        wrong.Html.ShouldContain("id=\"password-error\"");
        wrong.Html.ShouldContain("id=\"domain-error\"");
        (await browser.PressAsync(wrong, "create", [.. Typed(country: ""), ("confirmed", "yes")])).Html.ShouldContain(
            "id=\"country-error\""
        );

        var done = await browser.PressAsync(wrong, "create", [.. Typed(), ("confirmed", "yes")]);
        done.ShouldBe(
            HttpStatusCode.OK,
            $"You are now a customer of {LinkWorld.ResellerName} and {LinkWorld.ProviderName}"
        );
        done.Text.ShouldContain("Your account has been created.");

        await using var db = server.Open();
        var now = await world.NowAsync(invitation);
        now.Status.ShouldBe(InvitationStatus.Accepted);
        var access = await db
            .CustomerAccess.Where(row => row.CustomerId == now.CustomerId)
            .Select(row => row.Kind)
            .ToListAsync();
        access.Order().ShouldBe(new[] { RelationshipKind.Reseller, RelationshipKind.Provider }.Order());
        (await server.TrySignInAsync(invitation.RecipientEmail.Value, Accounts.OwnPassword))
            .Word("signIn", "session", "accessToken")
            .ShouldNotBeNull();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R66_A_customer_with_an_account_signs_in_and_accepts(TestDatabase database)
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var customer = await Team.StartAsync(server, OrganizationKind.Customer, "Litware");
        var admin = await world.UserAsync(customer);
        var invitation = await world.CustomerAsync(joint: false, admin.Email.Value);
        using var browser = new Browser(server, "ru");

        var form = await browser.PressAsync(await browser.OpenAsync(world.PathOf(invitation)), "continue");
        form.ShouldBe(HttpStatusCode.OK, "Стать клиентом организации «Contoso»");
        var taken = await browser.PressAsync(form, "create", [.. Typed(), ("confirmed", "yes")]);
        taken.Text.ShouldContain("уже есть учётная запись: войдите с ней");

        form.Html.ShouldContain("href=\"sign-in\"");
        var signIn = await browser.OpenAsync(world.PathOf(invitation) + "/sign-in");
        signIn.ShouldBe(HttpStatusCode.OK, "Войдите, чтобы ответить");
        var answer = await browser.PressAsync(
            signIn,
            "sign-in",
            ("email", admin.Email.Value),
            ("password", LinkWorld.Password)
        );
        answer.Text.ShouldContain("Вы вошли как Anna Schmidt, «Litware»");
        (await browser.OpenAsync(world.PathOf(invitation) + "/sign-in")).Title.ShouldBe(answer.Title);
        (await browser.PressAsync(answer, "accept", ("confirmed", "yes"))).ShouldBe(
            HttpStatusCode.OK,
            "Вы стали клиентом организации «Contoso»"
        );
        (await world.NowAsync(invitation)).CustomerId.ShouldBe(customer.Id);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R57_A_joint_invitation_is_accepted_by_signing_in_and_names_both_partners(TestDatabase database)
    {
        var server = await programs.On(database);
        var world = new LinkWorld(server);
        var customer = await Team.StartAsync(server, OrganizationKind.Customer, "Litware");
        var admin = await world.UserAsync(customer);
        var invitation = await world.CustomerAsync(joint: true, admin.Email.Value);
        using var browser = new Browser(server);

        await browser.PressAsync(await browser.OpenAsync(world.PathOf(invitation)), "continue");
        var answer = await browser.PressAsync(
            await browser.OpenAsync(world.PathOf(invitation) + "/sign-in?lang=en"),
            "sign-in",
            ("email", admin.Email.Value),
            ("password", LinkWorld.Password)
        );
        answer.Text.ShouldContain(
            $"I accept for Litware: Contoso becomes its reseller, {LinkWorld.ProviderName} its indirect provider."
        );
        (await browser.PressAsync(answer, "decline")).ShouldBe(HttpStatusCode.OK, "You have declined the invitation");
        (await world.NowAsync(invitation)).Status.ShouldBe(InvitationStatus.Declined);
    }

    private static (string, string)[] Typed(
        string name = "Litware",
        string domain = "",
        string country = "DE",
        string password = Accounts.OwnPassword
    ) =>
        [
            ("name", name),
            ("country", country),
            ("domain", domain),
            ("adminFullName", "Kim Kunde"),
            ("password", password),
        ];
}
