using System.Text.Json;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Subscriptions;

namespace PartnerGraph.Graph.Tests.Audit;

public sealed class AuditTrailTests(WholePrograms programs)
{
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task An_act_leaves_who_what_when_and_from_where(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var reseller = await running.Program.ResellerAsync();
        var added = await PartnerProgram.InviteUserAsync(reseller, "NOT_AN_AGENT", "NOT_AN_ADMIN");
        var userId = added.Text("user.id");
        await reseller.DoAsync(
            "assignRoles",
            new
            {
                userId,
                agentRole = "HELPDESK_AGENT",
                adminRole = "NOT_AN_ADMIN",
            }
        );

        var one = await reseller.Client.LastAsync("assignRoles");
        one.Text("outcome").ShouldBe("DONE");
        one.IsNull("code").ShouldBeTrue();
        one.Text("actor").ShouldBe("Anna Schmidt");
        one.Text("actorKind").ShouldBe("USER");
        one.Text("actorOrganization.name").ShouldBe(reseller.Name);
        one.IsNull("onBehalfOf").ShouldBeTrue();
        one.Text("subjectId").ShouldBe(userId);
        one.At("changedFields").EnumerateArray().Select(name => name.GetString()).ShouldBe(["agentRole"]);
        one.Text("origin").ShouldEndWith("/24");
        one.At("at").GetDateTimeOffset().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
        var me = await reseller.AskAsync("{ viewer { user { id } } }");
        one.Text("actorUserId").ShouldBe(me.Text("viewer.user.id"));
        (await reseller.Client.LastAsync("addUser")).Text("subjectId").ShouldBe(userId);
        var again = await reseller.AskAsync(
            $"query($id: ID!) {{ node(id: $id) {{ ... on AuditEvent {{ {Trails.Fields} }} }} }}",
            new { id = one.Text("id") }
        );
        again.At("node").GetRawText().ShouldBe(one.GetRawText());
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_customer_sees_what_partners_did_in_its_account_and_others_do_not(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var stranger = await running.Program.ResellerAsync();
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller, "AZURE");
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var user = (await Shop.UsersAsync(trio.Reseller, trio.Customer, 1))[0];
        await trio.Reseller.DoAsync("assignLicense", new { customerUserId = user, subscriptionId });
        await trio.Reseller.DoAsync("unassignLicense", new { customerUserId = user, subscriptionId });
        await trio.Reseller.DoAsync("changeSubscriptionQuantity", new { subscriptionId, quantity = 9 });
        await trio.Reseller.DoAsync("suspendSubscription", new { subscriptionId });
        var (agent, _, _) = await running.Program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");
        await agent.DoAsync("reactivateSubscription", new { subscriptionId });

        string[] expected =
        [
            "reactivateSubscription",
            "suspendSubscription",
            "changeSubscriptionQuantity",
            "unassignLicense",
            "assignLicense",
            "addCustomerUser",
            "submitOrder",
        ];
        var seen = await trio.Customer.Client.TrailAsync();
        seen.Select(one => one.Text("action")).Take(7).ShouldBe(expected);
        foreach (var one in seen.Take(7))
        {
            one.Text("actorOrganization.name")
                .ShouldBe(one.Text("action") == "reactivateSubscription" ? trio.Provider.Name : trio.Reseller.Name);
            // Where a partner's users sit is the partner's matter, and they have no id here.
            one.IsNull("origin").ShouldBeTrue();
            one.IsNull("actorUserId").ShouldBeTrue();
        }
        seen[1].Text("subjectId").ShouldBe(subscriptionId);

        var ofReseller = await trio.Reseller.Client.TrailAsync();
        ofReseller.Select(one => one.Text("action")).Take(7).ShouldBe(expected);
        ofReseller.Take(7).ShouldAllBe(one => one.Text("customer.name") == trio.Customer.Name);
        // The same user has one id for partners, and another at home.
        var added = await trio.Reseller.Client.LastAsync("addCustomerUser");
        added.Text("subjectId").ShouldBe(user);
        var atHome = (await trio.Customer.Client.LastAsync("addCustomerUser")).Text("subjectId");
        var node = await trio.Customer.AskAsync(
            "query($id: ID!) { node(id: $id) { __typename } }",
            new { id = atHome }
        );
        node.Text("node.__typename").ShouldBe("User");

        (await stranger.Client.TrailAsync($", subjectId: \"{subscriptionId}\"")).ShouldBeEmpty();
        var foreign = await stranger.AskAsync(
            "query($id: ID!) { node(id: $id) { id } }",
            new { id = seen[0].Text("id") }
        );
        foreign.IsNull("node").ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Both_sides_see_a_partnership_change_and_the_operator_review_is_seen_by_the_reviewed(
        TestDatabase database
    )
    {
        var trio = await (await programs.OnAsync(database)).NewTrioAsync();
        await trio.Reseller.DoAsync("removeProviderAdministration", new { partnershipId = trio.Partnership });

        foreach (var side in (Member[])[trio.Reseller, trio.Provider])
        {
            var one = await side.Client.LastAsync("removeProviderAdministration");
            one.Text("subjectId").ShouldBe(trio.Partnership);
            one.Text("actorOrganization.name").ShouldBe(trio.Reseller.Name);
        }
        var approved = await trio.Reseller.Client.LastAsync("approveEnrollment");
        approved.Text("actorOrganization.name").ShouldNotBe(trio.Reseller.Name);
        approved
            .Text("subjectId")
            .ShouldBe((await trio.Reseller.AskAsync("{ enrollment { id } }")).Text("enrollment.id"));
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Who_reaches_for_more_than_is_theirs_leaves_that_and_a_slip_leaves_nothing(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var (helpdesk, _, _) = await running.Program.AddUserAsync(trio.Reseller, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        var before = (await trio.Reseller.Client.ActionsAsync()).Count;

        (await helpdesk.RefusalAsync("suspendSubscription", new { subscriptionId })).ShouldBe("ADMIN_AGENT_REQUIRED");
        (await helpdesk.DenialAsync("submitEnrollment", input: null)).ShouldBe("FORBIDDEN");
        (
            await trio.Reseller.Client.RefusalsAsync("createApiToken", new { name = "", scopes = new[] { "READ" } })
        ).ShouldContain("REQUIRED");
        (await trio.Reseller.Client.RefusalAsync("deactivateUser", new { userId = "nobody" })).ShouldBe("NOT_FOUND");

        var seen = await trio.Reseller.Client.TrailAsync();
        seen.Count.ShouldBe(before + 2);
        Told(seen[0]).ShouldBe("submitEnrollment DENIED FORBIDDEN");
        Told(seen[1]).ShouldBe("suspendSubscription REFUSED ADMIN_AGENT_REQUIRED");
        seen.Take(2).ShouldAllBe(one => one.IsNull("subjectId") && one.Text("actor") == "Boris Petrov");
        // Nothing was done in the customer's account.
        (await trio.Customer.Client.ActionsAsync()).ShouldNotContain("suspendSubscription");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_failed_sign_in_is_told_to_the_organization_of_the_address(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        (await program.Anonymous.RefusalAsync("signIn", new { email = reseller.Email, password = "a guess" })).ShouldBe(
            "SIGN_IN_FAILED"
        );

        Told((await reseller.Client.TrailAsync())[0]).ShouldBe("signIn REFUSED SIGN_IN_FAILED");
        await program.SignInAsync(reseller.Email);
        var done = (await reseller.Client.TrailAsync())[0];
        Told(done).ShouldBe("signIn DONE ");
        done.Text("actor").ShouldBe("Anna Schmidt");
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task The_trail_is_filtered_and_paged(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        var token = new { name = "robot", scopes = new[] { "READ" } };
        for (var i = 0; i < 5; i++)
            await reseller.DoAsync("createApiToken", token);
        var all = await reseller.Client.TrailAsync(", action: \"createApiToken\"");
        all.Count.ShouldBe(5);

        var page = await reseller.AskAsync(
            "{ auditEvents(action: \"createApiToken\", first: 2) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }"
        );
        page.At("auditEvents.totalCount").GetInt32().ShouldBe(5);
        var next = await reseller.AskAsync(
            "query($after: String) { auditEvents(action: \"createApiToken\", first: 9, after: $after) { nodes { id } } }",
            new { after = page.Text("auditEvents.pageInfo.endCursor") }
        );
        page.Texts("auditEvents.nodes", "id")
            .Concat(next.Texts("auditEvents.nodes", "id"))
            .ShouldBe(all.Select(one => one.Text("id")));
        var last = await reseller.AskAsync("{ auditEvents(action: \"createApiToken\", last: 1) { nodes { id } } }");
        last.Texts("auditEvents.nodes", "id").ShouldBe([all[^1].Text("id")]);

        var subject = all[2].Text("subjectId");
        (await reseller.Client.TrailAsync($", subjectId: \"{subject}\"")).Count.ShouldBe(1);
        (await reseller.Client.TrailAsync(", outcome: DENIED")).ShouldBeEmpty();
        (
            await reseller.Client.TrailAsync($", actorId: \"{all[0].Text("actorUserId")}\", action: \"createApiToken\"")
        ).Count.ShouldBe(5);
        (await reseller.Client.TrailAsync(", actorId: \"nobody\"")).ShouldBeEmpty();
        (await reseller.Client.TrailAsync(", subjectId: \"nothing\"")).ShouldBeEmpty();
        (await reseller.Client.TrailAsync(", to: \"2020-01-01T00:00:00Z\"")).ShouldBeEmpty();
        (
            await reseller.Client.TrailAsync(", from: \"2020-01-01T00:00:00Z\", action: \"createApiToken\"")
        ).Count.ShouldBe(5);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task The_trail_is_for_global_admins_and_for_their_tokens_that_may_read(TestDatabase database)
    {
        const string query = "{ auditEvents { nodes { id } } }";
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        var (agent, _, _) = await program.AddUserAsync(reseller, "ADMIN_AGENT", "USER_MANAGEMENT_ADMIN");
        (await agent.SendAsync(query)).Codes.ShouldBe(["FORBIDDEN"]);
        (await program.Anonymous.SendAsync(query)).Codes.ShouldBe(["UNAUTHENTICATED"]);

        (await TokenAsync("READ")).Codes.ShouldBeEmpty();
        (await TokenAsync("WRITE")).Codes.ShouldBe(["FORBIDDEN"]);

        async Task<Reply> TokenAsync(string scope)
        {
            var made = await reseller.DoAsync(
                "createApiToken",
                new { name = "robot", scopes = new[] { scope } },
                "secret"
            );
            return await reseller.Client.As(made.Text("secret")).SendAsync(query);
        }
    }

    private static string Told(JsonElement one) =>
        $"{one.Text("action")} {one.Text("outcome")} {one.At("code").GetString()}";
}
