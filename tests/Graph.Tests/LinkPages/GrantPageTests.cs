using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;

namespace PartnerGraph.Graph.Tests.LinkPages;

/// <summary>R72: what a partner asks to be delegated, read by whoever has the link and answered by the customer's signed-in global admins.</summary>
public sealed class GrantPageTests(WholePrograms programs)
{
    private const string Used = "This link has been used";

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R72_A_global_admin_of_the_customer_signs_in_and_approves_and_nobody_else_does(
        TestDatabase database
    )
    {
        var world = await GrantWorld.StartAsync(programs, database);
        var token = await world.AskAsync(30, "To <script>alert(1)</script> help you.");
        using var browser = new Browser(world.Server);

        var opening = await browser.OpenAsync("/i/" + token);
        opening.ShouldBe(HttpStatusCode.OK, $"Request of {world.Reseller.Name}");
        opening.Text.ShouldContain($"on behalf of {world.Customer.Name} for 30 days");
        opening.Text.ShouldContain("manage its users and work in its account");
        opening.Text.ShouldNotContain("place orders");
        opening.Text.ShouldContain("It says: To <script>alert(1)</script> help you.");
        opening.Html.ShouldNotContain("name=\"step\"");
        opening.Html.ShouldContain($"href=\"{token}/answer\"");
        (await world.StatusAsync()).ShouldBe("REQUESTED");

        // A colleague without the role, and the partner itself, read it and get no button.
        var signIn = await browser.OpenAsync($"/i/{token}/answer");
        foreach (var email in new[] { await world.ColleagueAsync(), world.Reseller.Email })
        {
            var refused = await SignInAsync(browser, signIn, email);
            refused.ShouldBe(HttpStatusCode.Forbidden, "You cannot answer this request");
            refused.Html.ShouldNotContain("value=\"approve\"");
            var forced = await browser.SendAsync(
                HttpMethod.Post,
                $"/i/{token}/answer",
                Browser.Form(refused.FormToken, "approve")
            );
            forced.Status.ShouldBe(HttpStatusCode.SeeOther);
            (await world.StatusAsync()).ShouldBe("REQUESTED");
            signIn = await browser.PressAsync(refused, "sign-out");
        }

        var answer = await SignInAsync(browser, signIn, world.Customer.Email);
        answer.Text.ShouldContain($"for 30 days");
        (await browser.PressAsync(answer, "approve")).ShouldBe(
            HttpStatusCode.OK,
            $"You have approved the request of {world.Reseller.Name}"
        );
        (await world.StatusAsync()).ShouldBe("ACTIVE");

        (await browser.PressAsync(answer, "decline")).ShouldBe(HttpStatusCode.Gone, Used);
        (await browser.OpenAsync("/i/" + token)).ShouldBe(HttpStatusCode.Gone, Used);
        (await world.StatusAsync()).ShouldBe("ACTIVE");
        var acts = await world.Customer.AskAsync(
            "{ auditEvents(action: \"approveAdministration\") { nodes { actor } } }"
        );
        acts.List("auditEvents.nodes").Count.ShouldBe(1);
        await world.SecretIsNowhereAsync(token);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task An_extension_has_a_link_of_its_own_and_a_newer_wish_makes_the_earlier_link_unknown(
        TestDatabase database
    )
    {
        var world = await GrantWorld.StartAsync(programs, database);
        await world.AskAsync(2, reason: null);
        await world.Customer.DoAsync("approveAdministration", new { administrationGrantId = world.Id });
        var first = await world.ExtendAsync(10);
        var second = await world.ExtendAsync(60);
        using var browser = new Browser(world.Server, "ru");

        (await browser.OpenAsync("/i/" + first)).Status.ShouldBe(HttpStatusCode.NotFound);
        var opening = await browser.OpenAsync("/i/" + second);
        opening.ShouldBe(HttpStatusCode.OK, $"Запрос организации «{world.Reseller.Name}»");
        opening.Text.ShouldContain("на 60 дней со дня вашего согласия");
        var answer = await SignInAsync(browser, await browser.OpenAsync($"/i/{second}/answer"), world.Customer.Email);
        // Signed in, the page speaks the language of the profile.
        (await browser.PressAsync(answer, "decline")).ShouldBe(
            HttpStatusCode.OK,
            $"You have declined the request of {world.Reseller.Name}"
        );
        // What was granted before goes on.
        (await world.StatusAsync()).ShouldBe("ACTIVE");
        (await browser.PressAsync(answer, "approve")).Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_link_lapses_and_the_request_is_still_answered_in_the_api(TestDatabase database)
    {
        var world = await GrantWorld.StartAsync(programs, database);
        var token = await world.AskAsync(30, reason: null);
        using var browser = new Browser(world.Server);
        var answer = await SignInAsync(browser, await browser.OpenAsync($"/i/{token}/answer"), world.Customer.Email);
        await world.LapseAsync();

        (await browser.PressAsync(answer, "approve")).ShouldBe(HttpStatusCode.Gone, "This link has expired");
        (await browser.OpenAsync("/i/" + token)).ShouldBe(HttpStatusCode.Gone, "This link has expired");
        (await world.StatusAsync()).ShouldBe("REQUESTED");
        await world.Customer.DoAsync("approveAdministration", new { administrationGrantId = world.Id });
        (await world.StatusAsync()).ShouldBe("ACTIVE");
    }

    private static Task<Page> SignInAsync(Browser browser, Page page, string email) =>
        browser.PressAsync(page, "sign-in", ("email", email), ("password", PartnerProgram.Password));

    /// <summary>A customer, its reseller of a hostile name, and an admin agent who asks.</summary>
    private sealed record GrantWorld(WholeProgram Running, Member Reseller, Member Customer, GraphClient Agent)
    {
        public string Id { get; private set; } = "";

        public GraphServer Server => Running.Server;

        public static async Task<GrantWorld> StartAsync(WholePrograms programs, TestDatabase database)
        {
            var running = await programs.RunningAsync(database);
            var reseller = await running.Program.ResellerAsync($"<b>{PartnerProgram.Unique("Birch")}</b> & Lane");
            var customer = await running.Program.CustomerAsync(reseller);
            var (agent, _, _) = await running.Program.AddUserAsync(reseller, "ADMIN_AGENT", "NOT_AN_ADMIN");
            return new GrantWorld(running, reseller, customer, agent);
        }

        /// <summary>The token of the mailed link.</summary>
        public async Task<string> AskAsync(int days, string? reason)
        {
            var asked = await Agent.DoAsync(
                "requestAdministration",
                new
                {
                    customerId = Customer.Id,
                    scopes = new[] { "ADMINISTRATION" },
                    days,
                    reason,
                },
                "administrationGrant { id }"
            );
            Id = asked.Text("administrationGrant.id");
            return await TokenAsync($"for {days} days");
        }

        public async Task<string> ExtendAsync(int days)
        {
            await Agent.DoAsync("extendAdministration", new { administrationGrantId = Id, days });
            return await TokenAsync($"for {days} days more");
        }

        public async Task<string> StatusAsync() =>
            (
                await Customer.AskAsync(
                    "query($id: ID!) { node(id: $id) { ... on AdministrationGrant { status } } }",
                    new { id = Id }
                )
            ).Text("node.status");

        public async Task<string> ColleagueAsync() =>
            (await Running.Program.AddUserAsync(Customer, "NOT_AN_AGENT", "USER_MANAGEMENT_ADMIN")).Email;

        public async Task LapseAsync()
        {
            var past = DateTimeOffset.UtcNow.AddMinutes(-1);
            (
                await OwnAsync(row => row.ExecuteUpdateAsync(set => set.SetProperty(one => one.LinkExpiresAt, past)))
            ).ShouldBe(1);
        }

        /// <summary>R80: a row keeps a SHA-256, and the mail's row not even that.</summary>
        public async Task SecretIsNowhereAsync(string token)
        {
            var hash = await OwnAsync(row => row.Select(one => one.LinkSecretHash).SingleAsync());
            hash.ShouldBe(SHA256.HashData(System.Buffers.Text.Base64Url.DecodeFromChars(token)));
            await using var db = Server.Open();
            var payloads = await db.Outbox.Select(row => row.Payload).ToListAsync();
            payloads.ShouldAllBe(payload => !payload.Contains(token, StringComparison.Ordinal));
        }

        private async Task<T> OwnAsync<T>(Func<IQueryable<Domain.Administration.AdministrationGrant>, Task<T>> ask)
        {
            Graph.Schema.GlobalId.TryParse(Id, out _, out var id).ShouldBeTrue();
            await using var db = Server.Open();
            return await ask(db.AdministrationGrants.Where(row => row.Id == new Domain.Ids.AdministrationGrantId(id)));
        }

        private async Task<string> TokenAsync(string said)
        {
            var mail = await Running.Program.Mail.WaitForMailAsync(
                received =>
                    received.EnvelopeTo == Customer.Email && received.Text.Contains(said, StringComparison.Ordinal),
                TimeSpan.FromSeconds(30)
            );
            return mail.Link("/i/").Segments[^1];
        }
    }
}
