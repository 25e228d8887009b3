using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Subscriptions;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>R57 to R73 as people meet them: over HTTP, with the mailed link.</summary>
public sealed class CustomerTests(WholePrograms programs)
{
    private const string Page =
        "query($search: String) { customers(search: $search) { totalCount nodes { id name } } }";

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R57_R70_A_joint_invitation_needs_the_customers_address_and_an_active_provider(
        TestDatabase database
    )
    {
        var program = await programs.OnAsync(database);
        var trio = await program.KnownTrioAsync();
        var otherProvider = await program.ProviderAsync();
        var recipientEmail = PartnerProgram.NewCustomerEmail();

        (
            await trio.Reseller.Client.RefusalAsync(
                "draftCustomerInvitation",
                new { recipientEmail, indirectProviderId = otherProvider.Id }
            )
        ).ShouldBe("NOT_FOUND");
        (
            await trio.Reseller.Client.SendAsync(
                """mutation { draftCustomerInvitation(input: { recipientEmail: "" }) { draft { subject } } }"""
            )
        ).Codes.ShouldBe(["BAD_USER_INPUT"]);
        var draft = await PartnerProgram.DraftAsync(trio.Reseller, recipientEmail, trio.Provider);
        draft.Text("body").ShouldContain(trio.Reseller.Name);
        draft.Text("body").ShouldContain(trio.Provider.Name);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R58_R60_R61_R66_A_missing_customer_is_invited_and_then_listed(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        var name = PartnerProgram.Unique("Ромашка");
        (await reseller.AskAsync(Page, new { search = name })).List("customers.nodes").ShouldBeEmpty();

        var customer = await program.CustomerAsync(reseller, name);

        var listed = await reseller.AskAsync(Page, new { search = name.ToUpperInvariant() });
        listed.Texts("customers.nodes", "id").ShouldBe([customer.Id]);
        var abilities = await reseller.AskAsync(
            "query($id: ID!) { customer(id: $id) { abilities { submitOrder { allowed } administer { allowed } } } }",
            new { id = customer.Id }
        );
        abilities.At("customer.abilities.submitOrder.allowed").GetBoolean().ShouldBeTrue();
        abilities.At("customer.abilities.administer.allowed").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R59_A_customer_that_was_imported_is_listed_with_its_source(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var (first, second) = (await running.Program.ResellerAsync(), await running.Program.ResellerAsync());
        var customer = await running.Program.CustomerAsync(first);
        await using (var db = running.Server.Open())
        {
            db.CustomerAccess.Add(
                CustomerAccess.ForReseller(
                    new CustomerAccessId(Guid.CreateVersion7()),
                    new OrganizationId(GlobalId.Read(NodeKind.Partner, second.Id)!.Value),
                    new OrganizationId(GlobalId.Read(NodeKind.Customer, customer.Id)!.Value),
                    CustomerSource.Imported,
                    DateTimeOffset.UtcNow
                )
            );
            await db.SaveChangesAsync();
        }

        var listed = await second.AskAsync("{ customers(source: IMPORTED) { nodes { name source } } }");
        listed.Texts("customers.nodes", "name").ShouldBe([customer.Name]);
        (await first.AskAsync("{ customers(source: IMPORTED) { nodes { name } } }"))
            .List("customers.nodes")
            .ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R62_R63_A_draft_opens_in_the_mail_program_with_its_link(TestDatabase database)
    {
        var trio = await (await programs.OnAsync(database)).KnownTrioAsync();
        var email = PartnerProgram.NewCustomerEmail();

        var draft = await PartnerProgram.DraftAsync(trio.Reseller, email, language: "RU");

        draft.Text("invitation.status").ShouldBe("DRAFT");
        draft.Text("body").ShouldContain(draft.Text("link"));
        var mailto = new Uri(draft.Text("mailto"));
        mailto.Scheme.ShouldBe("mailto");
        mailto.OriginalString.ShouldStartWith($"mailto:{email}?");
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(mailto.Query);
        fields["subject"].ToString().ShouldBe(draft.Text("subject"));
        fields["body"].ToString().ReplaceLineEndings("\n").ShouldBe(draft.Text("body").ReplaceLineEndings("\n"));
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R64_The_text_may_be_edited_but_the_personal_link_must_stay(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = (await program.KnownTrioAsync()).Reseller;
        var email = PartnerProgram.NewCustomerEmail();
        var draft = await PartnerProgram.DraftAsync(reseller, email);
        object Edited(string body) =>
            new
            {
                invitationId = draft.Text("invitation.id"),
                subject = "Hello",
                body,
            };

        (await reseller.Client.RefusalAsync("sendInvitation", Edited("No link at all"))).ShouldBe("LINK_MISSING");
        (await reseller.Client.RefusalAsync("sendInvitation", Edited(draft.Text("link")[..^1]))).ShouldBe(
            "LINK_MISSING"
        );
        (await reseller.Client.RefusalAsync("sendInvitation", Edited(draft.Text("link") + "A"))).ShouldBe(
            "LINK_MISSING"
        );
        await reseller.DoAsync("sendInvitation", Edited($"My own words. {draft.Text("link")}"));

        var mail = await program.MailToAsync(email);
        mail.Subject.ShouldBe("Hello");
        mail.Text.ShouldContain("My own words. " + draft.Text("link"));
        (await reseller.Client.RefusalAsync("sendInvitation", Edited(draft.Text("link")))).ShouldBe(
            "ILLEGAL_TRANSITION"
        );
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R65_Done_says_that_the_person_mailed_it_and_nothing_is_sent(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = (await program.KnownTrioAsync()).Reseller;
        var email = PartnerProgram.NewCustomerEmail();
        var draft = await PartnerProgram.DraftAsync(reseller, email);
        var invitationId = draft.Text("invitation.id");

        var done = await reseller.DoAsync(
            "completeInvitationDraft",
            new { invitationId },
            "invitation { status delivery { status } }"
        );

        done.Text("invitation.status").ShouldBe("SENT");
        done.IsNull("invitation.delivery").ShouldBeTrue();
        (await reseller.Client.RefusalAsync("completeInvitationDraft", new { invitationId })).ShouldBe(
            "ILLEGAL_TRANSITION"
        );
        program.Mail.Mails.ShouldNotContain(mail => mail.EnvelopeTo == email);
        await program.AcceptAsNewCustomerAsync(PartnerProgram.TokenOf(draft.Text("link")), email);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R67_R73_Both_partners_look_into_the_customers_account_users_and_licenses(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var offer = await AssignLicenseAsync(running, trio);
        const string look = """
            query($id: ID!) {
              customer(id: $id) {
                name country domain
                users { totalCount nodes { fullName email licenses { subscriptionId offerName assignedAt } } }
              }
            }
            """;

        foreach (var partner in (Member[])[trio.Reseller, trio.Provider])
        {
            var seen = await partner.AskAsync(look, new { id = trio.Customer.Id });
            seen.Text("customer.country").ShouldBe("DE");
            seen.Texts("customer.users.nodes", "email").ShouldBe([trio.Customer.Email]);
            seen.Texts("customer.users.nodes.0.licenses", "offerName").ShouldBe([offer]);
        }
    }

    private static async Task<string> AssignLicenseAsync(WholeProgram running, Trio trio)
    {
        var (offer, name) = await Shop.OfferAsync(running, trio.Reseller);
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var users = await trio.Reseller.AskAsync(
            "query($id: ID!) { customer(id: $id) { users { nodes { id } } } }",
            new { id = trio.Customer.Id }
        );
        var customerUserId = users.Text("customer.users.nodes.0.id");
        await trio.Reseller.DoAsync("assignLicense", new { customerUserId, subscriptionId });
        return name;
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, "OWN_MARKETING")]
    [InlineData(TestDatabase.Postgres, "PROGRAM_REFERRAL")]
    [InlineData(TestDatabase.Postgres, "INDIRECT_PROVIDER")]
    public async Task R68_Where_a_customer_came_from_is_kept(TestDatabase database, string source)
    {
        var program = await programs.OnAsync(database);
        var reseller = (await program.KnownTrioAsync()).Reseller;
        var email = PartnerProgram.NewCustomerEmail();
        var draft = await PartnerProgram.DraftAsync(reseller, email, source: source);

        var customer = await program.AcceptAsNewCustomerAsync(PartnerProgram.TokenOf(draft.Text("link")), email);

        (await reseller.AskAsync("query($id: ID!) { customer(id: $id) { source } }", new { id = customer.Id }))
            .Text("customer.source")
            .ShouldBe(source);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R72_One_acceptance_gives_the_reseller_and_the_provider_what_each_needs(TestDatabase database)
    {
        var trio = await (await programs.OnAsync(database)).KnownTrioAsync();

        var seen = await trio.Reseller.AskAsync(
            "query($id: ID!) { customer(id: $id) { relationships { kind acceptedAt partner { id } } } }",
            new { id = trio.Customer.Id }
        );

        var relationships = seen.List("customer.relationships");
        relationships
            .Select(one => (one.Text("kind"), one.Text("partner.id")))
            .ShouldBe([("RESELLER", trio.Reseller.Id), ("PROVIDER", trio.Provider.Id)], ignoreOrder: true);
        relationships.Select(one => one.Text("acceptedAt")).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R72_Where_the_partnership_ended_meanwhile_neither_gets_anything_and_no_account_is_made(
        TestDatabase database
    )
    {
        var program = await programs.OnAsync(database);
        var (reseller, provider) = (await program.ResellerAsync(), await program.ProviderAsync());
        var partnershipId = await program.AuthorizeAsync(provider, reseller);
        var email = PartnerProgram.NewCustomerEmail();
        var draft = await PartnerProgram.DraftAsync(reseller, email, provider);
        await reseller.DoAsync("endPartnership", new { partnershipId });

        var token = PartnerProgram.TokenOf(draft.Text("link"));
        var refused = await program.Anonymous.MutateAsync("acceptInvitation", PartnerProgram.NewCustomer(token));

        refused.DataWithoutErrors().List("acceptInvitation.errors").ShouldNotBeEmpty();
        (await reseller.AskAsync(Page)).At("customers.totalCount").GetInt32().ShouldBe(0);
        (await provider.AskAsync(Page)).At("customers.totalCount").GetInt32().ShouldBe(0);
        (await program.Anonymous.RefusalAsync("signIn", new { email, password = PartnerProgram.Password })).ShouldBe(
            "SIGN_IN_FAILED"
        );
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R72_Only_the_recipient_accepts_in_a_customers_name(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.KnownTrioAsync();
        var reseller = await program.ResellerAsync();
        var stranger = await program.CustomerAsync(reseller);
        var draft = await PartnerProgram.DraftAsync(reseller, trio.Customer.Email);
        var accept = new { token = PartnerProgram.TokenOf(draft.Text("link")), confirmed = true };

        (await stranger.Client.RefusalAsync("acceptInvitation", accept)).ShouldBe("INVITATION_NOT_FOR_YOU");
        (await trio.Reseller.Client.RefusalAsync("acceptInvitation", accept)).ShouldBe("INVITATION_NOT_FOR_YOU");
        // Somebody has an account with that address: it takes more than the link to act for it.
        (await program.Anonymous.RefusalAsync("acceptInvitation", PartnerProgram.NewCustomer(accept.token))).ShouldBe(
            "EMAIL_TAKEN"
        );
        await trio.Customer.DoAsync("acceptInvitation", accept);
        (await reseller.AskAsync(Page, new { search = trio.Customer.Name }))
            .Texts("customers.nodes", "id")
            .ShouldBe([trio.Customer.Id]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R74_The_account_has_a_legal_profile_a_support_contact_and_users(TestDatabase database)
    {
        var trio = await (await programs.OnAsync(database)).KnownTrioAsync();

        var account = await trio.Reseller.AskAsync(
            """
            { viewer { organization { name ... on Partner { mpnId legalProfile { legalName address { city country }
                primaryContact { fullName email } } supportContact { email } businessProfile { services } } } }
              users { nodes { fullName email agentRole adminRole language active lastSignedInAt } totalCount } }
            """
        );

        account.Text("viewer.organization.legalProfile.address.city").ShouldBe("Berlin");
        account.Text("viewer.organization.supportContact.email").ShouldBe($"help@{trio.Reseller.Domain}");
        account.Texts("users.nodes", "email").ShouldBe([trio.Reseller.Email]);
    }
}
