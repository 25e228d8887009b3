using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>R46 to R56 as people meet them: over HTTP, with the mailed link.</summary>
public sealed class PartnershipTests(WholePrograms programs)
{
    private static async Task<string> InvitedAsync(PartnerProgram program, Member provider, string email)
    {
        await provider.DoAsync("inviteReseller", new { email, message = "Let us talk." });
        return await program.TokenToAsync(email);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R46_R47_The_mailed_invitation_names_the_provider_and_its_link_leads_to_it(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var provider = await program.ProviderAsync();
        var email = PartnerProgram.NewCustomerEmail();

        var answer = await provider.DoAsync(
            "inviteReseller",
            new
            {
                email,
                message = "Let us talk.",
                language = "RU",
            },
            "link invitation { id kind status inviter { name } }"
        );
        var mail = await program.MailToAsync(email);

        mail.Subject.ShouldContain(provider.Name);
        mail.Text.ShouldContain("Let us talk.");
        mail.Link("/i/").ToString().ShouldBe(answer.Text("link"));
        answer.Text("invitation.kind").ShouldBe("PARTNERSHIP");
        var preview = await program.Anonymous.DoAsync(
            "previewInvitation",
            new { token = PartnerProgram.TokenOf(answer.Text("link")) },
            "preview { kind inviterName indirectProviderName }"
        );
        preview.Text("preview.inviterName").ShouldBe(provider.Name);
        preview.IsNull("preview.indirectProviderName").ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R48_The_link_survives_looking_at_it_and_a_sign_in_on_the_way(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var (provider, reseller) = (await program.ProviderAsync(), await program.ResellerAsync());
        var token = await InvitedAsync(program, provider, reseller.Email);

        await program.Anonymous.DoAsync("previewInvitation", new { token });
        (await program.Anonymous.DenialAsync("acceptInvitation", new { token, confirmed = true })).ShouldBe(
            "UNAUTHENTICATED"
        );
        var signedIn = await program.SignInAsync(reseller.Email);

        (await signedIn.DoAsync("acceptInvitation", new { token, confirmed = true }, "partnership { status }"))
            .Text("partnership.status")
            .ShouldBe("ACTIVE");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R45_R49_Only_the_recipients_global_admin_accepts_and_only_with_the_tick(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var (provider, reseller) = (await program.ProviderAsync(), await program.ResellerAsync());
        var stranger = await program.ResellerAsync();
        var (helper, _, _) = await program.AddUserAsync(reseller, "ADMIN_AGENT", "USER_MANAGEMENT_ADMIN");
        var token = await InvitedAsync(program, provider, reseller.Email);
        var accept = new { token, confirmed = true };

        (await helper.RefusalAsync("acceptInvitation", accept)).ShouldBe("GLOBAL_ADMIN_REQUIRED");
        (await stranger.Client.RefusalAsync("acceptInvitation", accept)).ShouldBe("INVITATION_NOT_FOR_YOU");
        (await provider.Client.RefusalAsync("acceptInvitation", accept)).ShouldBe("INVITATION_NOT_FOR_YOU");
        (await reseller.Client.RefusalAsync("acceptInvitation", new { token, confirmed = false })).ShouldBe(
            "CONFIRMATION_REQUIRED"
        );
        (await reseller.AskAsync("{ indirectProviders { totalCount } }"))
            .At("indirectProviders.totalCount")
            .GetInt32()
            .ShouldBe(0);

        await reseller.DoAsync("acceptInvitation", accept);
        (await reseller.Client.RefusalAsync("acceptInvitation", accept)).ShouldBe("INVITATION_ALREADY_USED");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R49_A_colleague_at_the_recipients_domain_accepts_and_a_token_of_the_reseller_does_not(
        TestDatabase database
    )
    {
        var program = await programs.OnAsync(database);
        var (provider, reseller) = (await program.ProviderAsync(), await program.ResellerAsync());
        var token = await InvitedAsync(program, provider, $"sales@{reseller.Domain}");
        var made = await reseller.DoAsync(
            "createApiToken",
            new { name = "robot", scopes = new[] { "READ", "WRITE", "EVENTS" } },
            "secret"
        );

        var robot = program.Anonymous.As(made.Text("secret"));
        (await robot.DenialAsync("acceptInvitation", new { token, confirmed = true })).ShouldBe("FORBIDDEN");
        await reseller.DoAsync("acceptInvitation", new { token, confirmed = true });
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R49_A_reseller_that_is_not_approved_yet_accepts_nothing(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var (provider, applicant) = (await program.ProviderAsync(), await program.StartEnrollmentAsync());
        var token = await InvitedAsync(program, provider, applicant.Email);

        var refused = await applicant.Client.MutateAsync("acceptInvitation", new { token, confirmed = true });

        refused.Data.List("acceptInvitation.errors").ShouldNotBeEmpty(refused.Text);
        (await program.Anonymous.DoAsync("previewInvitation", new { token }, "preview { status }"))
            .Text("preview.status")
            .ShouldBe("VIEWED");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R50_R51_R52_R54_Both_pages_show_the_partnership_with_both_grants(TestDatabase database)
    {
        var trio = await (await programs.OnAsync(database)).KnownTrioAsync();
        const string row =
            "nodes { id status orderingGranted administrationGranted provider { name } reseller { name } }";

        var ofReseller = await trio.Reseller.AskAsync($"{{ page: indirectProviders {{ totalCount {row} }} }}");
        var ofProvider = await trio.Provider.AskAsync($"{{ page: indirectResellers {{ totalCount {row} }} }}");

        ofReseller.ToString().ShouldBe(ofProvider.ToString());
        ofReseller.At("page.totalCount").GetInt32().ShouldBe(1);
        var partnership = ofReseller.At("page.nodes.0");
        partnership.Text("id").ShouldBe(trio.Partnership);
        partnership.Text("status").ShouldBe("ACTIVE");
        partnership.At("orderingGranted").GetBoolean().ShouldBeTrue();
        partnership.At("administrationGranted").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R50_Each_page_is_for_its_own_kind_of_partner(TestDatabase database)
    {
        var trio = await (await programs.OnAsync(database)).KnownTrioAsync();

        foreach (
            var (asking, page) in ((Member, string)[])
                [(trio.Reseller, "indirectResellers"), (trio.Provider, "indirectProviders")]
        )
        {
            var answer = await asking.Client.SendAsync($"{{ page: {page} {{ totalCount nodes {{ id }} }} }}");
            answer.Text.ShouldNotContain(trio.Partnership);
        }
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R52_The_providers_admins_read_the_resellers_profile(TestDatabase database)
    {
        var trio = await (await programs.OnAsync(database)).KnownTrioAsync();

        var seen = await trio.Provider.AskAsync(
            "query($id: ID!) { node(id: $id) { ... on Partner { name mpnId legalProfile { legalName } } } }",
            new { id = trio.Reseller.Id }
        );

        seen.Text("node.legalProfile.legalName").ShouldBe($"{trio.Reseller.Name} GmbH");
        seen.Text("node.mpnId").ShouldBe(trio.Reseller.MpnId);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R55_A_providers_customer_through_one_reseller_never_shows_up_for_another(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var other = await program.ResellerAsync();
        var otherPartnership = await program.AuthorizeAsync(trio.Provider, other);
        // The same customer takes the other reseller, too, alone.
        var draft = await PartnerProgram.DraftAsync(other, trio.Customer.Email);
        var token = PartnerProgram.TokenOf(draft.Text("link"));
        await trio.Customer.DoAsync("acceptInvitation", new { token, confirmed = true });
        const string shared = """
            query($partner: ID!) { customers(partnerId: $partner) { totalCount nodes { name } } }
            """;
        const string own = "{ customers { nodes { name source relationships { kind partner { name } } } } }";

        (await other.AskAsync(shared, new { partner = trio.Provider.Id }))
            .At("customers.totalCount")
            .GetInt32()
            .ShouldBe(0);
        (await trio.Provider.AskAsync(shared, new { partner = other.Id })).List("customers.nodes").ShouldBeEmpty();
        (await trio.Provider.AskAsync(shared, new { partner = trio.Reseller.Id }))
            .Texts("customers.nodes", "name")
            .ShouldBe([trio.Customer.Name]);
        (
            await trio.Provider.AskAsync(
                "query($id: ID!) { node(id: $id) { ... on Partnership { sharedCustomers { totalCount nodes { id } } } } }",
                new { id = otherPartnership }
            )
        )
            .At("node.sharedCustomers.totalCount")
            .GetInt32()
            .ShouldBe(0);

        var ofOther = await other.AskAsync(own);
        ofOther.Texts("customers.nodes.0.relationships", "partner.name").ShouldBe([other.Name]);
        var ofFirst = await trio.Reseller.AskAsync(own);
        ofFirst
            .Texts("customers.nodes.0.relationships", "partner.name")
            .ShouldBe([trio.Reseller.Name, trio.Provider.Name], ignoreOrder: true);
        var ofProvider = await trio.Provider.AskAsync(own);
        ofProvider
            .Texts("customers.nodes.0.relationships", "partner.name")
            .ShouldBe([trio.Reseller.Name, trio.Provider.Name], ignoreOrder: true);
        // R68: where it came from is what each of them said.
        ofFirst.Text("customers.nodes.0.source").ShouldBe("OWN_MARKETING");
        ofOther.IsNull("customers.nodes.0.source").ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R55_An_ended_partnership_shares_nothing_but_takes_no_relationship_away(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();

        await trio.Provider.DoAsync("endPartnership", new { partnershipId = trio.Partnership });

        foreach (
            var (asking, partner) in ((Member, Member)[])
                [(trio.Reseller, trio.Provider), (trio.Provider, trio.Reseller)]
        )
        {
            var seen = await asking.AskAsync(
                "query($id: ID!) { shared: customers(partnerId: $id) { totalCount } customers { nodes { relationships { kind } } } }",
                new { id = partner.Id }
            );
            seen.At("shared.totalCount").GetInt32().ShouldBe(0);
            seen.List("customers.nodes").Count.ShouldBe(1);
        }
        // The reseller still knows what was made through it; the provider no longer looks into the reseller's affairs.
        (await trio.Provider.AskAsync("{ customers { nodes { relationships { kind } } } }"))
            .Texts("customers.nodes.0.relationships", "kind")
            .ShouldBe(["PROVIDER"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R41_R56_R69_R71_Who_may_order_is_told_for_each_customer(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var (agent, _, _) = await program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");
        const string ask = """
            query($id: ID!) { customer(id: $id) { abilities {
              submitOrder { allowed reason message } manageSubscriptions(productFamily: AZURE) { allowed reason }
              administer { allowed reason } } } }
            """;
        var id = trio.Customer.Id;

        var ofAgent = await agent.AskAsync(ask, new { id });
        ofAgent.At("customer.abilities.submitOrder.allowed").GetBoolean().ShouldBeTrue();
        var ofAdmin = await trio.Provider.AskAsync(ask, new { id });
        ofAdmin.Text("customer.abilities.submitOrder.reason").ShouldBe("ROLE_MISSING");

        await trio.Reseller.DoAsync("endPartnership", new { partnershipId = trio.Partnership });
        (await agent.AskAsync(ask, new { id }))
            .Text("customer.abilities.submitOrder.reason")
            .ShouldBe("NO_ORDERING_GRANT");
    }
}
