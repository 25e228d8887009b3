using System.Text.Json;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Subscriptions;

namespace PartnerGraph.Graph.Tests.Events;

/// <summary>What organizations are told of, live and by replay, and who is not.</summary>
public sealed class OrganizationEventsTests(WholePrograms programs)
{
    private const string Fields = """
        __typename position kind occurredAt
        ... on InvitationEvent { invitation { id status } partnership { id } customer { id name } }
        ... on PartnershipEvent { partnership { id status administrationGranted } }
        ... on EnrollmentEvent { enrollment { id } from to }
        ... on CustomerRelationshipEvent { customerId customer { id } partner { id } relationshipKind }
        ... on OrderEvent { order { id customer { id } } }
        ... on SubscriptionEvent { subscription { id quantity status } customer { id } }
        ... on LicenseEvent { subscription { id } customerUser { id } }
        """;

    private const string Follow =
        $"subscription($kinds: [EventKind!], $after: String) {{ organizationEvents(kinds: $kinds, after: $after) {{ {Fields} }} }}";

    private const string List =
        $"query($kinds: [EventKind!], $after: String, $first: Int, $cursor: String) {{ events(kinds: $kinds, afterPosition: $after, first: $first, after: $cursor) {{ totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {Fields} }} }} }}";

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task The_whole_life_of_a_customer_is_told_to_the_partners_in_order(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        var before = await LastPositionAsync(trio.Provider.Client);
        await using var live = await EventStream.OpenAsync(trio.Provider.Client, Follow, new { after = before });

        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        var customerUserId = (await Shop.UsersAsync(trio.Reseller, trio.Customer, 1))[0];
        await trio.Reseller.DoAsync("changeSubscriptionQuantity", new { subscriptionId, quantity = 7 });
        await trio.Reseller.DoAsync("assignLicense", new { customerUserId, subscriptionId });
        await trio.Reseller.DoAsync("unassignLicense", new { customerUserId, subscriptionId });
        await trio.Reseller.DoAsync("suspendSubscription", new { subscriptionId });
        await trio.Reseller.DoAsync("reactivateSubscription", new { subscriptionId });

        string[] kinds =
        [
            "SUBSCRIPTION_QUANTITY_CHANGED",
            "LICENSE_ASSIGNED",
            "LICENSE_UNASSIGNED",
            "SUBSCRIPTION_SUSPENDED",
            "SUBSCRIPTION_REACTIVATED",
        ];
        var told = new List<JsonElement>();
        foreach (var kind in kinds)
        {
            var next = await live.NextAsync("organizationEvents");
            next.Text("kind").ShouldBe(kind);
            next.Text("subscription.id").ShouldBe(subscriptionId);
            told.Add(next);
        }

        told[0].Text("customer.id").ShouldBe(trio.Customer.Id);
        told[1].Text("customerUser.id").ShouldBe(customerUserId);
        told.Select(one => long.Parse(one.Text("position"), provider: null)).ShouldBeInOrder();
        var listed = await trio.Reseller.AskAsync(List, new { after = "0", first = 100 });
        listed.Texts("events.nodes", "kind").TakeLast(6).ShouldBe(["ORDER_SUBMITTED", .. kinds]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_customer_follows_who_serves_it_what_is_ordered_for_it_and_what_it_delegates(
        TestDatabase database
    )
    {
        var running = await programs.RunningAsync(database);
        var trio = await running.Program.NewTrioAsync();
        var other = await running.Program.CustomerAsync(trio.Reseller);
        var (offer, _) = await Shop.OfferAsync(running, trio.Reseller);
        await using var live = await EventStream.OpenAsync(trio.Customer.Client, Follow, new { after = "0" });

        var subscriptionId = await Shop.SubscriptionAsync(trio.Reseller, trio.Customer, offer);
        await trio.Reseller.DoAsync("cancelSubscription", new { subscriptionId });
        await trio.Customer.DoAsync("endCustomerRelationship", new { partnerId = trio.Reseller.Id });

        var told = new List<JsonElement>();
        while (
            told.Count(one => one.Text("kind") == "CUSTOMER_RELATIONSHIP_ENDED") < 2
            || !told.Exists(one => one.Text("kind") == "ADMINISTRATION_ENDED")
        )
            told.Add(await live.NextAsync("organizationEvents"));
        var kinds = told.Select(one => one.Text("kind")).ToList();
        kinds.Count(kind => kind == "CUSTOMER_RELATIONSHIP_ESTABLISHED").ShouldBe(2);
        kinds.ShouldContain("ADMINISTRATION_GRANTED");
        told.Single(one => one.Text("kind") == "ORDER_SUBMITTED").Text("order.customer.id").ShouldBe(trio.Customer.Id);
        told.Single(one => one.Text("kind") == "SUBSCRIPTION_CANCELLED")
            .Text("subscription.id")
            .ShouldBe(subscriptionId);

        // What concerns another customer, and what partners have among themselves, is not told.
        kinds.ShouldAllBe(kind => !kind.StartsWith("PARTNERSHIP") && !kind.StartsWith("INVITATION"));
        (await AllAsync(other.Client, pageSize: 50))
            .Select(one => one.Text("kind"))
            .Order()
            .ShouldBe(["ADMINISTRATION_GRANTED", "CUSTOMER_RELATIONSHIP_ESTABLISHED"]);
        var (colleague, _, _) = await running.Program.AddUserAsync(trio.Customer, "NOT_AN_AGENT", "NOT_AN_ADMIN");
        (await colleague.SendAsync("{ events(kinds: [ORDER_SUBMITTED]) { totalCount } }")).Codes.ShouldBe([
            "FORBIDDEN",
        ]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Enrollment_invitation_partnership_and_relationship_are_told_and_can_be_paged(
        TestDatabase database
    )
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        await trio.Reseller.DoAsync("removeProviderAdministration", new { partnershipId = trio.Partnership });
        await trio.Reseller.DoAsync("endPartnership", new { partnershipId = trio.Partnership });

        var seen = await AllAsync(trio.Reseller.Client, pageSize: 3);
        var kinds = seen.Select(one => one.Text("kind")).ToList();

        kinds.Count(kind => kind == "ENROLLMENT_STATUS_CHANGED").ShouldBeGreaterThan(2);
        var last = seen.Last(one => one.Text("kind") == "ENROLLMENT_STATUS_CHANGED");
        last.Text("to").ShouldBe("APPROVED");
        last.IsNull("enrollment").ShouldBeFalse();
        // "Sent" is told by the worker when the mail has left, which may be after somebody was quick.
        kinds
            .Where(kind => kind is not "INVITATION_SENT" and not "INVITATION_VIEWED")
            .SkipWhile(kind => kind is "ENROLLMENT_STATUS_CHANGED")
            .ShouldBe(
                [
                    "PARTNERSHIP_ESTABLISHED",
                    "ADMINISTRATION_GRANTED",
                    .. kinds.Where(kind => kind.StartsWith("CUSTOMER_RELATIONSHIP", StringComparison.Ordinal)),
                    "INVITATION_ACCEPTED",
                    "PARTNERSHIP_ADMINISTRATION_REMOVED",
                    "PARTNERSHIP_ENDED",
                ],
                ignoreOrder: true
            );
        kinds.ShouldContain("INVITATION_SENT");
        var made = seen.First(one => one.Text("kind") == "CUSTOMER_RELATIONSHIP_ESTABLISHED");
        made.Text("customerId").ShouldBe(trio.Customer.Id);
        made.Text("partner.id").ShouldBe(trio.Reseller.Id);
        made.Text("relationshipKind").ShouldBe("RESELLER");
        seen.Last(one => one.Text("kind") == "PARTNERSHIP_ENDED").Text("partnership.status").ShouldBe("ENDED");

        var only = await trio.Reseller.AskAsync(
            List,
            new { kinds = new[] { "PARTNERSHIP_ENDED" }, after = seen[0].Text("position") }
        );
        only.Texts("events.nodes", "kind").ShouldBe(["PARTNERSHIP_ENDED"]);
        only.At("events.totalCount").GetInt32().ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Invitations_that_come_to_nothing_are_told_too(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        var declined = await PartnerProgram.DraftAsync(reseller, PartnerProgram.NewCustomerEmail());
        var revoked = await PartnerProgram.DraftAsync(reseller, PartnerProgram.NewCustomerEmail());
        foreach (var draft in (JsonElement[])[declined, revoked])
            await reseller.DoAsync("completeInvitationDraft", new { invitationId = draft.Text("invitation.id") });
        var token = PartnerProgram.TokenOf(declined.Text("link"));
        await program.Anonymous.DoAsync("previewInvitation", new { token });
        await program.Anonymous.DoAsync("declineInvitation", new { token });
        await reseller.DoAsync("revokeInvitation", new { invitationId = revoked.Text("invitation.id") });

        var seen = await reseller.AskAsync(
            List,
            new
            {
                kinds = new[] { "INVITATION_SENT", "INVITATION_VIEWED", "INVITATION_DECLINED", "INVITATION_REVOKED" },
                first = 100,
            }
        );

        seen.Texts("events.nodes", "kind")
            .ShouldBe([
                "INVITATION_SENT",
                "INVITATION_SENT",
                "INVITATION_VIEWED",
                "INVITATION_DECLINED",
                "INVITATION_REVOKED",
            ]);
        seen.Texts("events.nodes", "invitation.id")
            .Skip(2)
            .ShouldBe([declined.Text("invitation.id"), declined.Text("invitation.id"), revoked.Text("invitation.id")]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Who_may_not_read_a_kind_is_refused_by_name_and_passed_over_otherwise(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        await program.CustomerAsync(reseller);
        var (helpdesk, _, _) = await program.AddUserAsync(reseller, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        var (nobody, _, _) = await program.AddUserAsync(reseller, "NOT_AN_AGENT", "NOT_AN_ADMIN");

        (await helpdesk.SendAsync(List, new { kinds = new[] { "INVITATION_ACCEPTED" } })).Codes.ShouldBe(["FORBIDDEN"]);
        (await nobody.SendAsync(List)).Codes.ShouldBe(["FORBIDDEN"]);
        (await program.Anonymous.SendAsync(List)).Codes.ShouldBe(["UNAUTHENTICATED"]);
        (await helpdesk.AskAsync(List, new { first = 100 }))
            .Texts("events.nodes", "kind")
            .Distinct()
            .ShouldBe(["CUSTOMER_RELATIONSHIP_ESTABLISHED", "ADMINISTRATION_GRANTED"]);
        await using (var refused = await EventStream.OpenAsync(nobody, Follow))
            (await refused.NextAsync())!.Value.ToString().ShouldContain("FORBIDDEN");
        // A token for reading is none for following; one for events is.
        var reads = await TokenAsync(reseller, "READ");
        (await program.Anonymous.As(reads).SendAsync(List)).Codes.ShouldBe(["FORBIDDEN"]);
        var follows = await TokenAsync(reseller, "EVENTS");
        (await program.Anonymous.As(follows).AskAsync(List)).List("events.nodes").ShouldNotBeEmpty();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Another_organization_is_told_nothing_and_sees_nothing_move(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var stranger = await program.ResellerAsync();
        var before = (await stranger.Client.SendAsync(List, new { first = 100 })).Text;
        await using var live = await EventStream.OpenAsync(
            stranger.Client,
            Follow,
            new { kinds = new[] { "CUSTOMER_RELATIONSHIP_ESTABLISHED" } }
        );

        await program.NewTrioAsync();

        (await stranger.Client.SendAsync(List, new { first = 100 })).Text.ShouldBe(before);
        var own = await program.CustomerAsync(stranger);
        (await live.NextAsync("organizationEvents")).Text("customerId").ShouldBe(own.Id);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_position_that_nobody_can_go_on_from_is_refused(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var reseller = await running.Program.ResellerAsync();
        await running.Program.CustomerAsync(reseller);
        var all = await AllAsync(reseller.Client, pageSize: 100);
        var (second, last) = (all[1].Text("position"), all[^1].Text("position"));

        (await reseller.Client.SendAsync(List, new { after = "-1" })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await reseller.Client.SendAsync(List, new { after = last + "0" })).Codes.ShouldBe(["BAD_USER_INPUT"]);
        (await RefusedAsync(reseller.Client, "x")).ShouldContain("BAD_USER_INPUT");

        await KeptEvents.ForgetAsync(running, reseller, upTo: second);
        var answer = await reseller.Client.SendAsync(List, new { after = "1" });
        answer.Codes.ShouldBe(["POSITION_EXPIRED"]);
        (await RefusedAsync(reseller.Client, "1")).ShouldContain("POSITION_EXPIRED");
        // 0 is all that is kept, and the position before the oldest kept one misses nothing.
        foreach (var after in (string[])["0", second])
            (await reseller.AskAsync(List, new { after, first = 100 }))
                .Texts("events.nodes", "position")
                .ShouldBe(all.Skip(2).Select(one => one.Text("position")));
    }

    private static async Task<string> RefusedAsync(GraphClient client, string after)
    {
        await using var stream = await EventStream.OpenAsync(client, Follow, new { after });
        return (await stream.NextAsync())!.Value.ToString();
    }

    private static async Task<string> TokenAsync(Member reseller, string scope) =>
        (await reseller.DoAsync("createApiToken", new { name = "Robot", scopes = new[] { scope } }, "secret")).Text(
            "secret"
        );

    private static async Task<string> LastPositionAsync(GraphClient client) =>
        (await AllAsync(client, pageSize: 100))[^1].Text("position");

    private static async Task<IReadOnlyList<JsonElement>> AllAsync(GraphClient client, int pageSize)
    {
        var seen = new List<JsonElement>();
        string? cursor = null;
        while (true)
        {
            var page = await client.AskAsync(List, new { first = pageSize, cursor });
            seen.AddRange(page.List("events.nodes"));
            if (!page.At("events.pageInfo.hasNextPage").GetBoolean())
                return seen;
            cursor = page.Text("events.pageInfo.endCursor");
        }
    }
}
