using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;

namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>R52: a provider's global admin in the account of a reseller, named as who it is, and gone with what gave it.</summary>
public sealed class ActingTests(WholePrograms programs)
{
    private const string Viewer = """
        { viewer { user { id } organization { id name ... on Partner { legalProfile { legalName } } }
          actingFor { actorName actorOrganization { name } partnership { id } }
          abilities { manageUsers { allowed } viewCustomers { allowed } requestCustomerRelationship { allowed } } } }
        """;

    private static async Task<GraphClient> ActAsync(GraphClient by, string partnershipId)
    {
        var payload = await by.DoAsync("actFor", new { partnershipId }, "session { accessToken }");
        return by.As(payload.Text("session.accessToken"));
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R52_The_session_names_actor_and_subject_and_manages_the_resellers_users(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var (program, trio) = (running.Program, await running.Program.NewTrioAsync());
        var acting = await ActAsync(trio.Provider.Client, trio.Partnership);

        var viewer = (await acting.AskAsync(Viewer)).At("viewer");
        viewer.Text("organization.id").ShouldBe(trio.Reseller.Id);
        viewer.Text("organization.legalProfile.legalName").ShouldBe($"{trio.Reseller.Name} GmbH");
        viewer.Text("actingFor.actorName").ShouldBe("Peter Provider");
        viewer.Text("actingFor.actorOrganization.name").ShouldBe(trio.Provider.Name);
        viewer.Text("actingFor.partnership.id").ShouldBe(trio.Partnership);
        viewer.IsNull("user").ShouldBeTrue();
        viewer.At("abilities.manageUsers.allowed").GetBoolean().ShouldBeTrue();
        viewer.At("abilities.viewCustomers.allowed").GetBoolean().ShouldBeFalse();

        var email = $"{PartnerProgram.Unique("nina")}@{trio.Reseller.Domain}";
        var added = await acting.DoAsync("addUser", NewUser(email), "user { id } signInName temporaryPassword");
        // A person's password belongs to the person: it is chosen by a mailed link.
        added.IsNull("temporaryPassword").ShouldBeTrue();
        await program.TokenToAsync(email, "/verify/");
        var userId = added.Text("user.id");
        await acting.DoAsync("assignRoles", Roles(userId, "HELPDESK_AGENT", "USER_MANAGEMENT_ADMIN"));
        (await acting.AskAsync("{ users { nodes { email } } }")).Texts("users.nodes", "email").ShouldContain(email);
        await acting.DoAsync("deactivateUser", new { userId });

        (await EventsAsync(running, trio.Reseller)).ShouldContain("partnership.actingBegan");
        (await EventsAsync(running, trio.Provider)).ShouldContain("partnership.actingBegan");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R52_It_gives_no_more_than_a_user_management_admin_has_of_the_account_and_the_users(
        TestDatabase database
    )
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var (_, helperId, helperEmail) = await program.AddUserAsync(trio.Reseller, "ADMIN_AGENT", "NOT_AN_ADMIN");
        var acting = await ActAsync(trio.Provider.Client, trio.Partnership);
        var admin = (await trio.Reseller.AskAsync("{ viewer { user { id } } }")).Text("viewer.user.id");

        (await acting.RefusalAsync("assignRoles", Roles(helperId, "NOT_AN_AGENT", "GLOBAL_ADMIN"))).ShouldBe(
            "GLOBAL_ADMIN_REQUIRED"
        );
        (await acting.RefusalAsync("assignRoles", Roles(admin, "NOT_AN_AGENT", "NOT_AN_ADMIN"))).ShouldBe(
            "GLOBAL_ADMIN_REQUIRED"
        );
        (await acting.RefusalAsync("deactivateUser", new { userId = admin })).ShouldBe("GLOBAL_ADMIN_REQUIRED");
        (await acting.RefusalAsync("resetPassword", new { userId = admin })).ShouldBe("GLOBAL_ADMIN_REQUIRED");
        var reset = await acting.DoAsync("resetPassword", new { userId = helperId }, "temporaryPassword");
        reset.IsNull("temporaryPassword").ShouldBeTrue();
        await program.TokenToAsync(helperEmail, "/verify/");

        foreach (
            var query in (string[])
                [
                    "{ customers { totalCount } }",
                    "{ orders { totalCount } }",
                    "{ indirectProviders { totalCount } }",
                    "{ invitations { totalCount } }",
                    "{ apiTokens { totalCount } }",
                    "{ viewer { memberships { current } } }",
                ]
        )
            (await acting.SendAsync(query)).Codes.ShouldBe(["FORBIDDEN"], query);
        (await acting.DenialAsync("createApiToken", new { name = "x", scopes = new[] { "READ" } })).ShouldBe(
            "FORBIDDEN"
        );
        (await acting.DenialAsync("changePassword", new { currentPassword = "x", newPassword = "y" })).ShouldBe(
            "FORBIDDEN"
        );
        (await acting.DenialAsync("switchOrganization", new { organizationId = trio.Provider.Id })).ShouldBe(
            "FORBIDDEN"
        );
        (await acting.DenialAsync("actFor", new { partnershipId = trio.Partnership })).ShouldBe("FORBIDDEN");
        (await acting.DenialAsync("endPartnership", new { partnershipId = trio.Partnership })).ShouldBe("FORBIDDEN");
        (await acting.DenialAsync("updateEnrollment", new { legalName = "X" })).ShouldBe("FORBIDDEN");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Stopping_ends_that_session_alone_and_signing_out_ends_both(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var own = await program.SignInAsync(trio.Provider.Email);
        var first = await ActAsync(own, trio.Partnership);

        await first.DoAsync("stopActing", input: null);
        await IsOverAsync(first);
        (await own.AskAsync("{ viewer { organization { id } } }"))
            .Text("viewer.organization.id")
            .ShouldBe(trio.Provider.Id);
        (await own.DenialAsync("stopActing", input: null)).ShouldBe("FORBIDDEN");

        var second = await ActAsync(own, trio.Partnership);
        await own.DoAsync("signOut", input: null);
        await IsOverAsync(second);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, "administration removed")]
    [InlineData(TestDatabase.Postgres, "administration removed")]
    [InlineData(TestDatabase.Sqlite, "partnership ended")]
    [InlineData(TestDatabase.Postgres, "partnership ended")]
    [InlineData(TestDatabase.Sqlite, "role lost")]
    [InlineData(TestDatabase.Postgres, "role lost")]
    [InlineData(TestDatabase.Sqlite, "deactivated")]
    [InlineData(TestDatabase.Postgres, "deactivated")]
    public async Task R52_R53_It_ends_at_once_with_what_gave_it_and_does_not_come_back(
        TestDatabase database,
        string loss
    )
    {
        var program = await programs.OnAsync(database);
        var (reseller, provider) = (await program.ResellerAsync(), await program.ProviderAsync());
        var partnershipId = await program.AuthorizeAsync(provider, reseller);
        var (colleague, userId, _) = await program.AddUserAsync(provider, "NOT_AN_AGENT", "GLOBAL_ADMIN");
        var acting = await ActAsync(colleague, partnershipId);
        await acting.AskAsync("{ users { totalCount } }");

        await (
            loss switch
            {
                "administration removed" => reseller.DoAsync("removeProviderAdministration", new { partnershipId }),
                "partnership ended" => provider.DoAsync("endPartnership", new { partnershipId }),
                "role lost" => provider.DoAsync("assignRoles", Roles(userId, "ADMIN_AGENT", "NOT_AN_ADMIN")),
                _ => provider.DoAsync("deactivateUser", new { userId }),
            }
        );

        await IsOverAsync(acting);
        if (loss == "role lost")
            await provider.DoAsync("assignRoles", Roles(userId, "NOT_AN_AGENT", "GLOBAL_ADMIN"));
        if (loss == "administration removed")
        {
            (await colleague.RefusalAsync("actFor", new { partnershipId })).ShouldBe("GLOBAL_ADMIN_REQUIRED");
            var link = (await provider.DoAsync("inviteReseller", new { email = reseller.Email }, "link")).Text("link");
            var token = PartnerProgram.TokenOf(link);
            await reseller.DoAsync("acceptInvitation", new { token, confirmed = true });
            await ActAsync(colleague, partnershipId);
        }

        await IsOverAsync(acting);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R45_R52_Only_global_admins_of_the_provider_act_and_foreign_is_like_unknown(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.KnownTrioAsync();
        var stranger = await program.ProviderAsync();
        var input = new { partnershipId = trio.Partnership };
        var (agent, _, _) = await program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "USER_MANAGEMENT_ADMIN");

        (await agent.DenialAsync("actFor", input)).ShouldBe("FORBIDDEN");
        (await trio.Reseller.Client.DenialAsync("actFor", input)).ShouldBe("FORBIDDEN");
        (await trio.Customer.Client.DenialAsync("actFor", input)).ShouldBe("FORBIDDEN");
        (await program.Anonymous.DenialAsync("actFor", input)).ShouldBe("UNAUTHENTICATED");
        var unknown = GlobalId.Of(NodeKind.Partnership, Guid.CreateVersion7());
        (await stranger.Client.MutateAsync("actFor", input)).Text.ShouldBe(
            (await stranger.Client.MutateAsync("actFor", new { partnershipId = unknown })).Text
        );
    }

    private static object NewUser(string email) =>
        new
        {
            fullName = "Nina Neu",
            email,
            agentRole = "NOT_AN_AGENT",
            adminRole = "NOT_AN_ADMIN",
        };

    private static object Roles(string userId, string agentRole, string adminRole) =>
        new
        {
            userId,
            agentRole,
            adminRole,
        };

    private static async Task IsOverAsync(GraphClient session) =>
        (await session.SendAsync("{ viewer { organization { id } } }")).Codes.ShouldBe(["UNAUTHENTICATED"]);

    private static async Task<List<string>> EventsAsync(WholeProgram running, Member partner)
    {
        await using var db = running.Server.Open();
        var id = new OrganizationId(GlobalId.Read(NodeKind.Partner, partner.Id)!.Value);
        return await db.Events.Where(row => row.OrganizationId == id).Select(row => row.Kind).ToListAsync();
    }
}
