using System.Net;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Tests.Enrollments;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Users;

namespace PartnerGraph.Graph.Tests.LinkPages;

public sealed class VerificationPageTests(RunningPrograms programs)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R23_R24_The_contact_confirms_two_things_and_the_review_goes_on(TestDatabase database)
    {
        var world = new EnrollmentWorld(await programs.On(database));
        var contact = EnrollmentWorld.NewAddress();
        var applicant = await world.SubmittedAsync(contact);
        var path = "/verify/" + await world.TokenAsync(applicant);
        using var browser = new Browser(world.Server);

        var page = await browser.OpenAsync(path);
        page.ShouldBe(HttpStatusCode.OK, "Confirm the enrollment");
        page.Text.ShouldContain("Anna Schmidt signed up for Contoso GmbH.");
        page.Text.ShouldContain($"The address {contact} belongs to Contoso GmbH.");
        await browser.SendAsync(HttpMethod.Head, path, form: null);
        (await world.NewestAsync(applicant)).Status.ShouldBe(EnrollmentStatus.AwaitingEmailVerification);

        var done = await browser.PressAsync(page, "confirm-address");
        done.ShouldBe(HttpStatusCode.OK, "Thank you, the address is confirmed");
        (await world.NewestAsync(applicant)).Status.ShouldBe(EnrollmentStatus.InReview);

        (await browser.PressAsync(page, "confirm-address")).ShouldBe(HttpStatusCode.Gone, "This link has been used");
        using var russian = new Browser(world.Server, "ru-RU");
        (await russian.OpenAsync(path)).ShouldBe(HttpStatusCode.Gone, "Ссылка уже использована");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_lapsed_link_and_one_of_a_withdrawn_enrollment_say_so(TestDatabase database)
    {
        var world = new EnrollmentWorld(await programs.On(database));
        using var browser = new Browser(world.Server);
        var late = await world.SubmittedAsync();
        var lateToken = await world.TokenAsync(late);
        await world.AgeLinkAsync(late, TimeSpan.FromHours(25));
        var withdrawn = await world.SubmittedAsync();
        var withdrawnToken = await world.TokenAsync(withdrawn);
        (await world.WithdrawAsync(withdrawn)).Errors.ShouldBeEmpty();

        (await browser.OpenAsync("/verify/" + lateToken)).ShouldBe(HttpStatusCode.Gone, "This link has expired");
        (await browser.OpenAsync("/verify/" + withdrawnToken)).ShouldBe(HttpStatusCode.Gone, "This link was withdrawn");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R32_A_person_agrees_to_a_membership_in_the_profiles_language(TestDatabase database)
    {
        var server = await programs.On(database);
        var (invited, token) = await InvitedAsync(server);
        using var browser = new Browser(server);

        var page = await browser.OpenAsync("/verify/" + token);
        page.Language.ShouldBe("ru");
        page.Title.ShouldBe("Присоединиться к организации «Contoso»?");
        page = await browser.OpenAsync($"/verify/{token}?lang=en");
        page.Title.ShouldBe("Join Contoso?");
        page.Text.ShouldContain("Contoso can neither read nor change them");
        (await PendingAsync(server, invited)).ShouldBe(1);

        (await browser.PressAsync(page, "consent")).ShouldBe(HttpStatusCode.OK, "You now belong to Contoso");
        (await PendingAsync(server, invited)).ShouldBe(0);
        (await browser.PressAsync(page, "consent")).ShouldBe(HttpStatusCode.Gone, "This link has been used");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R38_A_person_chooses_a_new_password(TestDatabase database)
    {
        var server = await programs.On(database);
        var (person, token) = await ForgetfulAsync(server);
        using var browser = new Browser(server);

        var page = await browser.OpenAsync($"/verify/{token}?lang=en");
        page.ShouldBe(HttpStatusCode.OK, "Choose a new password");
        var weak = await browser.PressAsync(page, "new-password", ("newPassword", "short"));
        weak.ShouldBe(HttpStatusCode.UnprocessableEntity, "Choose a new password");
        weak.Text.ShouldContain("A password needs at least 15 characters.");
        (await browser.PressAsync(weak, "new-password", ("newPassword", Accounts.OwnPassword))).ShouldBe(
            HttpStatusCode.OK,
            "The new password is set"
        );

        await server.SignedInAsync(person.Email, Accounts.OwnPassword);
        (await browser.OpenAsync($"/verify/{token}")).ShouldBe(HttpStatusCode.Gone, "Ссылка уже использована");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task A_token_of_another_purpose_is_as_unknown_as_none(TestDatabase database)
    {
        var server = await programs.On(database);
        var enrollment = new EnrollmentWorld(server);
        var applicant = await enrollment.SubmittedAsync();
        var enrollmentToken = await enrollment.TokenAsync(applicant);
        var (invited, consentToken) = await InvitedAsync(server);
        var (person, passwordToken) = await ForgetfulAsync(server);
        var links = new LinkWorld(server);
        var (invitation, _) = await links.PartnershipAsync();
        var invitationToken = invitation.Secret(links.Key).Token;
        using var browser = new Browser(server);
        var anyForm = (await browser.OpenAsync($"/verify/{enrollmentToken}")).FormToken;

        foreach (var token in new[] { enrollmentToken, consentToken, passwordToken })
        {
            (await browser.OpenAsync("/i/" + token)).ShouldBe(HttpStatusCode.NotFound, "This link is not known");
            foreach (var step in new[] { "continue", "decline", "accept", "create", "sign-in" })
                (await TryAsync("/i/" + token, step)).ShouldBe(HttpStatusCode.NotFound, step);
        }
        (await browser.OpenAsync("/verify/" + invitationToken)).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var step in new[] { "confirm-address", "consent", "new-password" })
            (await TryAsync("/verify/" + invitationToken, step)).ShouldBe(HttpStatusCode.NotFound, step);
        (await TryAsync("/verify/" + enrollmentToken, "consent")).ShouldBe(HttpStatusCode.NotFound);
        (await TryAsync("/verify/" + enrollmentToken, "new-password")).ShouldBe(HttpStatusCode.NotFound);
        (await TryAsync("/verify/" + consentToken, "confirm-address")).ShouldBe(HttpStatusCode.NotFound);
        (await TryAsync("/verify/" + consentToken, "new-password")).ShouldBe(HttpStatusCode.NotFound);
        (await TryAsync("/verify/" + passwordToken, "consent")).ShouldBe(HttpStatusCode.NotFound);

        (await enrollment.NewestAsync(applicant)).Status.ShouldBe(EnrollmentStatus.AwaitingEmailVerification);
        (await PendingAsync(server, invited)).ShouldBe(1);
        await server.SignedInAsync(person.Email);

        async Task<HttpStatusCode> TryAsync(string path, string step)
        {
            var form = Browser.Form(
                anyForm,
                step,
                ("confirmed", "yes"),
                ("newPassword", Accounts.OwnPassword),
                ("email", "a@b.example")
            );
            return (await browser.SendAsync(HttpMethod.Post, path, form)).Status;
        }
    }

    /// <summary>Somebody with an account whom another organization wants as a user.</summary>
    private static async Task<(Member Person, string Token)> InvitedAsync(GraphServer server)
    {
        var home = await Team.StartAsync(server, name: "Home");
        var person = await home.MemberAsync(Team.Manager);
        var other = await Team.StartAsync(server);
        var admin = await other.MemberAsync(Team.GlobalAdmin);
        (await admin.AddUserAsync(person.Email)).Refusals("addUser").ShouldBeEmpty();
        var links = await server.LinksAsync(person.User.PersonId, LinkPurpose.MembershipConsent);
        return (person, links.Single());
    }

    /// <summary>A person of two organizations, one of which asked for a new password.</summary>
    private static async Task<(Member Person, string Token)> ForgetfulAsync(GraphServer server)
    {
        var (person, consent) = await InvitedAsync(server);
        using var browser = new Browser(server);
        await browser.PressAsync(await browser.OpenAsync("/verify/" + consent), "consent");
        var admin = await person.Team.MemberAsync(Team.GlobalAdmin);
        (await admin.ResetPasswordAsync(person.Id)).Refusals("resetPassword").ShouldBeEmpty();
        var links = await server.LinksAsync(person.User.PersonId, LinkPurpose.PasswordReset);
        return (person, links.Single());
    }

    private static async Task<int> PendingAsync(GraphServer server, Member person)
    {
        await using var db = Sessions.People.Open(server);
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.CountAsync(
            db.Users,
            user => user.PersonId == person.User.PersonId && user.ConsentPending
        );
    }
}
