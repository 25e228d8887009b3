using System.Text.Json;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>The program's main job in one piece, over HTTP, with real mails, on both databases.</summary>
public sealed class MainJobTests(WholePrograms programs)
{
    private const string Follow = """
        subscription($after: String) {
          invitationAccepted(after: $after) {
            id position occurredAt
            invitation { id kind status recipientEmail indirectProvider { name } }
            partnership { provider { name } reseller { name } }
            customer { id name }
          }
        }
        """;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task From_the_enrollment_to_the_shared_customer_and_the_integrators_event(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await EnrollsAsync(program);
        await AddsAUserAsync(program, reseller);
        var provider = await program.ProviderAsync();
        var token = await TokenForEventsAsync(program, provider);
        var partnership = await AcceptsTheProviderAsync(program, reseller, provider);

        string position;
        await using (var stream = await EventStream.OpenAsync(token, Follow, new { after = "0" }))
        {
            var authorized = await stream.NextAsync("invitationAccepted");
            authorized.Text("invitation.kind").ShouldBe("PARTNERSHIP");
            authorized.Text("partnership.reseller.name").ShouldBe(reseller.Name);
            position = authorized.Text("position");
        }

        var customer = await AuthorizesBothAsync(program, reseller, provider);

        await BothSeeTheCustomerAsync(reseller, provider, customer, partnership);
        await NobodyElseSeesTheCustomerAsync(program, provider, customer);
        await using var missed = await EventStream.OpenAsync(token, Follow, new { after = position });
        var joint = await missed.NextAsync("invitationAccepted");
        joint.Text("customer.name").ShouldBe(customer.Name);
        joint.Text("invitation.kind").ShouldBe("CUSTOMER_WITH_PROVIDER");
        long.Parse(joint.Text("position"), provider: null).ShouldBeGreaterThan(long.Parse(position, provider: null));
    }

    private static async Task<Member> EnrollsAsync(PartnerProgram program)
    {
        var reseller = await program.StartEnrollmentAsync(language: "ru");
        (await reseller.AskAsync("{ enrollment { status missing } }")).List("enrollment.missing").Count.ShouldBe(3);
        await program.LinkMpnIdAsync(reseller);
        var updated = await reseller.DoAsync(
            "updateEnrollment",
            PartnerProgram.ProfileOf(reseller),
            "enrollment { status missing membershipProfile { mpnId incentives } }"
        );
        updated.List("enrollment.missing").ShouldBeEmpty();
        updated.Text("enrollment.membershipProfile.mpnId").ShouldBe(reseller.MpnId);
        (await reseller.DoAsync("submitEnrollment", null, "enrollment { status }"))
            .Text("enrollment.status")
            .ShouldBe("AWAITING_EMAIL_VERIFICATION");

        var verify = await program.MailToAsync(reseller.Email, "Подтвердите адрес");
        var token = verify.Link("/verify/").Segments[^1];
        (await program.Anonymous.DoAsync("verifyEnrollmentEmail", new { token }, "status"))
            .Text("status")
            .ShouldBe("IN_REVIEW");
        await program.MailToAsync(reseller.Email, "идет проверка");

        await IsReviewedAsync(program, reseller);
        (await program.MailToAsync(reseller.Email, "одобрена")).Text.ShouldContain("Добро пожаловать");
        return reseller;
    }

    private static async Task IsReviewedAsync(PartnerProgram program, Member reseller)
    {
        var theOperator = await program.OperatorAsync();
        var waiting = await theOperator.AskAsync(
            """
            { enrollments(status: IN_REVIEW, first: 100) {
                nodes { id organization { name } review { contactDomain contactVerified registryDomain domainsMatch } } } }
            """
        );
        var own = waiting.List("enrollments.nodes").Single(one => one.Text("organization.name") == reseller.Name);
        own.At("review.domainsMatch").GetBoolean().ShouldBeTrue();
        own.At("review.contactVerified").GetBoolean().ShouldBeTrue();
        (
            await theOperator.DoAsync(
                "approveEnrollment",
                new { enrollmentId = own.Text("id"), reason = "Добро пожаловать" },
                "enrollment { status history { from to by reason } setupComplete }"
            )
        )
            .Text("enrollment.status")
            .ShouldBe("APPROVED");
        var now = await reseller.AskAsync(
            "{ viewer { user { agentRole adminRole } } enrollment { setupComplete history { to by } } }"
        );
        now.Text("viewer.user.agentRole").ShouldBe("ADMIN_AGENT");
        now.Text("viewer.user.adminRole").ShouldBe("GLOBAL_ADMIN");
        now.At("enrollment.setupComplete").GetBoolean().ShouldBeTrue();
        now.Texts("enrollment.history", "to")
            .ShouldBe(["DRAFT", "AWAITING_EMAIL_VERIFICATION", "IN_REVIEW", "APPROVED"]);
    }

    private static async Task AddsAUserAsync(PartnerProgram program, Member reseller)
    {
        var added = await PartnerProgram.InviteUserAsync(reseller, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        var first = await program.SignInAsync(added.Text("signInName"), added.Text("temporaryPassword"));
        (await first.SendAsync("{ customers { totalCount } }")).Codes.ShouldBe(["PASSWORD_CHANGE_REQUIRED"]);
        var own = await program.TakeOverAsync(added.Text("signInName"), added.Text("temporaryPassword"));
        (await own.AskAsync("{ customers { totalCount } viewer { abilities { manageUsers { allowed reason } } } }"))
            .Text("viewer.abilities.manageUsers.reason")
            .ShouldBe("ROLE_MISSING");
    }

    private static async Task<GraphClient> TokenForEventsAsync(PartnerProgram program, Member provider)
    {
        var made = await provider.DoAsync(
            "createApiToken",
            new { name = "Ledger", scopes = new[] { "EVENTS" } },
            "secret apiToken { id }"
        );
        return program.Anonymous.As(made.Text("secret"));
    }

    private static async Task<string> AcceptsTheProviderAsync(PartnerProgram program, Member reseller, Member provider)
    {
        await provider.DoAsync("inviteReseller", new { email = reseller.Email, language = "RU" });
        var mail = await program.MailToAsync(reseller.Email, provider.Name);
        var token = mail.Link("/i/").Segments[^1];
        (await program.Anonymous.DoAsync("previewInvitation", new { token }, "preview { inviterName kind status }"))
            .Text("preview.inviterName")
            .ShouldBe(provider.Name);
        (await reseller.Client.RefusalAsync("acceptInvitation", new { token, confirmed = false })).ShouldBe(
            "CONFIRMATION_REQUIRED"
        );
        var accepted = await reseller.DoAsync(
            "acceptInvitation",
            new { token, confirmed = true },
            "partnership { id status orderingGranted administrationGranted }"
        );
        accepted.Text("partnership.status").ShouldBe("ACTIVE");

        (await reseller.AskAsync("{ indirectProviders { nodes { id provider { name } } } }"))
            .Texts("indirectProviders.nodes", "provider.name")
            .ShouldBe([provider.Name]);
        (await provider.AskAsync("{ indirectResellers { nodes { id reseller { name } } } }"))
            .Texts("indirectResellers.nodes", "reseller.name")
            .ShouldBe([reseller.Name]);
        return accepted.Text("partnership.id");
    }

    private static async Task<Member> AuthorizesBothAsync(PartnerProgram program, Member reseller, Member provider)
    {
        var email = PartnerProgram.NewCustomerEmail();
        var draft = await PartnerProgram.DraftAsync(reseller, email, provider, "OWN_MARKETING");
        draft.Text("body").ShouldContain(provider.Name);
        draft.Text("body").ShouldContain(reseller.Name);
        var sent = await reseller.DoAsync(
            "sendInvitation",
            new
            {
                invitationId = draft.Text("invitation.id"),
                subject = "Shall we?",
                body = $"Dear Carla,\n\nas promised: {draft.Text("link")}\n\nAnna",
            },
            "invitation { id status }"
        );
        var mail = await program.MailToAsync(email, "Shall we?");
        mail.Text.ShouldContain("Dear Carla");
        var customer = await program.AcceptAsNewCustomerAsync(mail.Link("/i/").Segments[^1], email);
        var node = await DeliveredAsync(reseller, sent.Text("invitation.id"));
        node.Text("node.status").ShouldBe("ACCEPTED");
        node.Text("node.delivery.status").ShouldBe("SENT");
        return customer;
    }

    /// <summary>The mail is there a moment before the worker has noted that it is.</summary>
    private static async Task<JsonElement> DeliveredAsync(Member reseller, string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var node = await reseller.AskAsync(
                "query($id: ID!) { node(id: $id) { ... on Invitation { status delivery { status attempts sentAt } } } }",
                new { id }
            );
            if (node.Text("node.delivery.status") != "QUEUED")
                return node;
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task BothSeeTheCustomerAsync(
        Member reseller,
        Member provider,
        Member customer,
        string partnership
    )
    {
        const string shared = """
            query($partner: ID!, $partnership: ID!) {
              customers(partnerId: $partner) { totalCount nodes { id name source relationships { kind partner { name } } } }
              node(id: $partnership) { ... on Partnership { sharedCustomers { totalCount nodes { id name } } } }
            }
            """;
        var ofReseller = await reseller.AskAsync(shared, new { partner = provider.Id, partnership });
        var ofProvider = await provider.AskAsync(shared, new { partner = reseller.Id, partnership });

        foreach (var seen in (System.Text.Json.JsonElement[])[ofReseller, ofProvider])
        {
            seen.Texts("customers.nodes", "name").ShouldBe([customer.Name]);
            seen.At("customers.totalCount").GetInt32().ShouldBe(1);
            seen.Texts("customers.nodes.0.relationships", "kind").ShouldBe(["RESELLER", "PROVIDER"], ignoreOrder: true);
            seen.Texts("customers.nodes.0.relationships", "partner.name")
                .ShouldBe([reseller.Name, provider.Name], ignoreOrder: true);
            seen.Texts("node.sharedCustomers.nodes", "name").ShouldBe([customer.Name]);
        }
    }

    private static async Task NobodyElseSeesTheCustomerAsync(PartnerProgram program, Member provider, Member customer)
    {
        var otherReseller = await program.ResellerAsync();
        await program.AuthorizeAsync(provider, otherReseller);
        var otherProvider = await program.ProviderAsync();
        const string look =
            "query($id: ID!) { customers { totalCount nodes { id } } customer(id: $id) { name } node(id: $id) { id } }";
        foreach (var stranger in (Member[])[otherReseller, otherProvider])
        {
            var seen = await stranger.AskAsync(look, new { id = customer.Id });
            seen.At("customers.totalCount").GetInt32().ShouldBe(0);
            seen.List("customers.nodes").ShouldBeEmpty();
            seen.IsNull("customer").ShouldBeTrue();
            seen.IsNull("node").ShouldBeTrue();
        }

        var anonymous = await program.Anonymous.SendAsync(look, new { id = customer.Id });
        anonymous.Codes.ShouldAllBe(code => code == "UNAUTHENTICATED");
        anonymous.Text.ShouldNotContain(customer.Name);
    }
}
