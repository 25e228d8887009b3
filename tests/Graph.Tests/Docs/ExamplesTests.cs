using System.Text.Json;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Audit;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Docs;

/// <summary>docs/examples: what stands there is valid, and the demo world answers it.</summary>
public sealed class ExamplesTests
{
    public static TheoryData<string> Names => [.. Example.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_example_is_valid_and_has_its_variables_beside_it(string name)
    {
        var example = Example.Read(name);
        var schema = SchemaBuilder.Build(GraphSchema.Text());

        DocumentValidator.Validate(schema, Parser.Parse(example.Operation)).ShouldBeEmpty();
        using var variables = JsonDocument.Parse(example.Variables);
        foreach (var variable in variables.RootElement.EnumerateObject())
            example.Operation.ShouldContain($"${variable.Name}:");
    }

    [Fact]
    public void There_is_an_example_for_every_mutation_and_subscription()
    {
        var operations = string.Concat(Example.Names.Select(name => Example.Read(name).Operation));
        var schema = SchemaBuilder.Build(GraphSchema.Text());
        foreach (var field in schema.MutationType!.Fields.Concat(schema.SubscriptionType!.Fields))
            operations.ShouldContain($" {field.Name}", Case.Sensitive);
    }

    /// <summary>Each mutation runs once here, and so shows what holds for all: its row in the audit trail, and its repeated answer.</summary>
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task The_demo_world_answers_every_example(TestDatabase database)
    {
        await using var server = await GraphServer.StartAsync(database, ("Demo", "true"));
        var walk = new ExampleWalk(server);

        await AskAsync(walk);
        await EnrollAsync(walk);
        await InviteAsync(walk);
        await OrderAsync(walk);
        await HookAsync(walk);
        await SupportAsync(walk);
        await WinAsync(walk);
        await ManageAsync(walk);
        await OperateAsync(walk);
        await RecoverAsync(walk);

        walk.Done.Order(StringComparer.Ordinal).ShouldBe(Example.Names);
        await EveryMutation.LeftItsRowAsync(server);
    }

    private static async Task AskAsync(ExampleWalk walk)
    {
        var shared = await walk.StepAsync("shared-customers");
        shared.Texts("customers.nodes", "name").ShouldBe(["Isar Medical Centre", "Rosenheim Bakery Group"]);
        (await walk.StepAsync("customer")).Text("customer.name").ShouldBe("Rosenheim Bakery Group");
        (await walk.StepAsync("find-provider")).List("providerDirectory.nodes").ShouldHaveSingleItem();
        (await walk.StepAsync("enroll-7-follow")).Text("enrollment.status").ShouldBe("IN_REVIEW");
        (await walk.StepAsync("review-1-list")).List("enrollments.nodes").ShouldHaveSingleItem();
        (await walk.StepAsync("viewer")).At("viewer.abilities.manageUsers.allowed").GetBoolean().ShouldBeTrue();
        (await walk.StepAsync("list-customers")).List("customers.nodes").Count.ShouldBe(5);
        (await walk.StepAsync("list-invitations")).List("invitations.nodes").ShouldNotBeEmpty();
        (await walk.StepAsync("list-users")).At("users.totalCount").GetInt32().ShouldBe(7);
        (await walk.StepAsync("indirect-providers")).List("indirectProviders.nodes").Count.ShouldBe(2);
        (await walk.StepAsync("indirect-resellers")).List("indirectResellers.nodes").ShouldHaveSingleItem();
        (await walk.FirstEventAsync("follow-events", "organizationEvents")).Text("id").Length.ShouldBe(32);
        (await walk.StepAsync("list-events")).List("events.nodes").ShouldNotBeEmpty();
        var first = await walk.FirstEventAsync("follow-acceptances", "invitationAccepted");
        first.Text("customer.name").ShouldBe("Rosenheim Bakery Group");
    }

    private static async Task EnrollAsync(ExampleWalk walk)
    {
        var started = await walk.StepAsync("enroll-1-start");
        var enrollment = ("id of the enrollment", started.Text("startEnrollment.enrollment.id"));
        walk.Session = started.Text("startEnrollment.session.accessToken");
        await walk.WaitForResendAsync();
        await walk.StepAsync("verify-email-1-resend");
        await walk.StepAsync(
            "verify-email-2",
            ("token of the mailed link", await walk.PersonTokenAsync("karla@kestrel.example"))
        );
        var membership = await walk.StepAsync("enroll-2-membership");
        var session = membership.Text("signInToMembership.membershipSession");
        await walk.StepAsync("enroll-3-profile", ("membershipSession of signInToMembership", session));
        await walk.StepAsync("enroll-4-fill-in");
        await walk.StepAsync("enroll-5-submit");
        await walk.WaitForResendAsync();
        await walk.StepAsync("resend-enrollment-email");
        var token = await walk.EnrollmentTokenAsync("karla@kestrel.example");
        var verified = await walk.StepAsync("enroll-6-verify", ("token of the mailed link", token));
        verified.Text("verifyEnrollmentEmail.status").ShouldBe("IN_REVIEW");

        await walk.StepAsync("review-2-approve");
        await walk.StepAsync("review-3-ask", enrollment);
        await walk.StepAsync("enroll-5-submit");
        await walk.StepAsync("review-4-reject", enrollment);
    }

    private static async Task InviteAsync(ExampleWalk walk)
    {
        await walk.StepAsync("invite-reseller");
        var reseller = await walk.InvitationTokenAsync("rosa@clearwater.example");
        var accepted = await walk.StepAsync("accept-partnership", ("token of the mailed link", reseller));
        accepted.Text("acceptInvitation.partnership.provider.name").ShouldBe("Alpenland Distribution");

        var draft = (await walk.StepAsync("invite-customer-1-draft")).At("draftCustomerInvitation.draft");
        await walk.StepAsync(
            "invite-customer-2-send",
            ("id of the drafted invitation", draft.Text("invitation.id")),
            ("body of the draft", draft.Text("body"))
        );
        var customer = await walk.InvitationTokenAsync("office@dune-books.example");
        await walk.StepAsync("preview-invitation", ("token of the mailed link", customer));
        var joined = await walk.StepAsync("accept-as-new-customer", ("token of the mailed link", customer));
        joined.List("acceptInvitation.customer.relationships").Count.ShouldBe(2);

        await walk.StepAsync("invite-customer-2-done");
        await walk.StepAsync("resend-invitation");
        await walk.StepAsync("revoke-invitation");
        var declined = await walk.InvitationTokenAsync("it@chiemsee-clinic.example");
        await walk.StepAsync("decline-invitation", ("token of the mailed link", declined));
    }

    private static async Task HookAsync(ExampleWalk walk)
    {
        var made = await walk.StepAsync("create-webhook");
        var endpoint = ("id of the endpoint", made.Text("createWebhookEndpoint.webhookEndpoint.id"));
        made.Text("createWebhookEndpoint.secret").ShouldStartWith("whsec_");
        var test = await walk.StepAsync("test-webhook", endpoint);
        await walk.StepAsync(
            "redeliver-webhook",
            ("id of the delivery", test.Text("sendTestWebhook.webhookDelivery.id"))
        );
        (await walk.StepAsync("list-webhooks"))
            .List("webhookEndpoints.nodes.0.deliveries.nodes")
            .ShouldHaveSingleItem();
        await walk.StepAsync("rotate-webhook-secret", endpoint);
        await walk.StepAsync("update-webhook", endpoint);
        await walk.StepAsync("replay-webhooks", endpoint);
        await walk.StepAsync("delete-webhook", endpoint);
    }

    private static async Task OrderAsync(ExampleWalk walk)
    {
        (await walk.StepAsync("list-offers")).Texts("offers.nodes", "name").Count.ShouldBe(2);
        (await walk.StepAsync("list-orders")).Texts("orders.nodes.0.lines", "resellerMpnId").Count.ShouldBe(2);
        var before = await walk.StepAsync("list-subscriptions");
        before.At("customer.subscriptions.nodes.0.assigned").GetInt32().ShouldBe(3);
        var ordered = await walk.StepAsync("submit-order");
        ordered.Text("submitOrder.order.lines.0.subscription.status").ShouldBe("ACTIVE");
        var more = await walk.StepAsync("change-subscription-quantity");
        more.At("changeSubscriptionQuantity.subscription.quantity").GetInt32().ShouldBe(30);
        await walk.StepAsync("suspend-subscription");
        await walk.StepAsync("reactivate-subscription");
        (await walk.StepAsync("assign-license")).List("assignLicense.customerUser.licenses").Count.ShouldBe(2);
        (await walk.StepAsync("unassign-license")).List("unassignLicense.customerUser.licenses").ShouldHaveSingleItem();
        (await walk.StepAsync("add-customer-user")).List("addCustomerUser.customerUser.licenses").ShouldBeEmpty();
    }

    private static async Task ActAsync(ExampleWalk walk)
    {
        var resellers = await walk.StepAsync("indirect-resellers");
        var partnership = ("id of the partnership", resellers.Text("indirectResellers.nodes.0.id"));
        var (before, acting) = (walk.Session, await walk.StepAsync("act-for", partnership));
        walk.Session = acting.Text("actFor.session.accessToken");
        await walk.StepAsync("stop-acting");
        walk.Session = before;
    }

    private static async Task DelegateAsync(ExampleWalk walk)
    {
        var asked = await walk.StepAsync("request-administration");
        var grant = ("id of the grant", asked.Text("requestAdministration.administrationGrant.id"));
        await walk.StepAsync("approve-administration", grant);
        (await walk.StepAsync("list-administration-grants")).List("administrationGrants.nodes").ShouldNotBeEmpty();
        await walk.StepAsync("extend-administration", grant);
        await walk.StepAsync("decline-administration", grant);
        await walk.StepAsync("act-for-customer");
        await walk.StepAsync("end-administration", grant);
    }

    private static async Task EndAsync(ExampleWalk walk)
    {
        var own = await walk.StepAsync("customer-own-view");
        own.List("viewer.organization.relationships").Count.ShouldBe(2);
        own.List("orders.nodes").ShouldNotBeEmpty();
        var affected = await walk.StepAsync("end-customer-relationship-preview");
        affected.List("endCustomerRelationshipPreview.relationships").Count.ShouldBe(2);
        await walk.StepAsync("end-customer-relationship");
        (await walk.StepAsync("end-partnership-preview")).List("endPartnershipPreview.grants").ShouldNotBeEmpty();
        await walk.StepAsync("end-partnership");
    }

    private static async Task RecoverAsync(ExampleWalk walk)
    {
        await walk.StepAsync("recover-password-1-ask");
        var recovery = await walk.PersonTokenAsync("frida@birch.example");
        await walk.StepAsync("recover-password-2-set", ("token of the mailed link", recovery));
        var stranger = new
        {
            organizationName = "Nobody's",
            country = "DE",
            fullName = "Somebody Else",
            email = "owner@mirror.example",
            password = "a stranger's own password",
        };
        (await new GraphClient(walk.Address).DoAsync("startEnrollment", stranger))
            .At("errors")
            .GetArrayLength()
            .ShouldBe(0);
        var mailed = await walk.PersonTokenAsync("owner@mirror.example");
        await walk.StepAsync("release-address", ("token of the mailed link", mailed));
    }

    private static async Task WinAsync(ExampleWalk walk)
    {
        (await walk.StepAsync("list-leads")).List("leads.nodes").ShouldHaveSingleItem();
        var entered = await walk.StepAsync("create-lead");
        entered.Text("createLead.lead.source").ShouldBe("PROGRAM_REFERRAL");
        await walk.StepAsync("assign-lead");
        await walk.StepAsync("accept-lead");
        await walk.StepAsync("decline-lead");
        (await walk.StepAsync("win-lead")).Text("winLead.lead.status").ShouldBe("WON");
        (await walk.StepAsync("lose-lead")).Text("loseLead.lead.status").ShouldBe("LOST");
        (await walk.StepAsync("incentive-report")).List("incentiveReport.rows").ShouldNotBeEmpty();
    }

    private static async Task SupportAsync(ExampleWalk walk)
    {
        var health = await walk.StepAsync("service-health");
        health.Texts("customer.serviceHealth", "state").ShouldBe(["DEGRADED", "OPERATIONAL", "OPERATIONAL"]);
        var incidents = await walk.StepAsync("list-service-incidents");
        incidents.List("serviceIncidents.nodes.0.updates").Count.ShouldBe(3);
        var mended = await walk.StepAsync("set-service-health");
        mended.Text("setServiceHealth.serviceHealth.state").ShouldBe("OPERATIONAL");

        var requests = await walk.StepAsync("list-service-requests");
        requests.Texts("serviceRequests.nodes", "customerName").ShouldBe(["Rosenheim Bakery Group"]);
        await walk.StepAsync("create-service-request");
        await walk.StepAsync("reply-to-service-request");
        var closed = await walk.StepAsync("close-service-request");
        closed.Text("closeServiceRequest.serviceRequest.status").ShouldBe("CLOSED");
        await walk.StepAsync("reopen-service-request");

        (await walk.StepAsync("list-support-tickets")).List("supportTickets.nodes").ShouldHaveSingleItem();
        await walk.StepAsync("open-support-ticket");
        var answered = await walk.StepAsync("reply-to-support-ticket");
        answered.Text("replyToSupportTicket.supportTicket.status").ShouldBe("ATTENTION_NEEDED");
        await walk.StepAsync("close-support-ticket");
        await walk.StepAsync("reopen-support-ticket");

        // Its service is shown no more from then on.
        (await walk.StepAsync("cancel-subscription"))
            .Text("cancelSubscription.subscription.status")
            .ShouldBe("CANCELLED");
    }

    private static async Task ManageAsync(ExampleWalk walk)
    {
        await walk.StepAsync("create-provider");
        var brought = await walk.StepAsync("import-customers-1");
        brought.Texts("importCustomers.lines", "outcome").ShouldBe(["LISTED", "LISTED"]);
        (await walk.StepAsync("import-customers-2-list")).At("customerImports.totalCount").GetInt32().ShouldBe(2);
        var profile = await walk.StepAsync("update-profile-1-read");
        profile.At("viewer.organization.version").GetInt32().ShouldBe(0);
        var changed = await walk.StepAsync("update-profile-2-change");
        changed.At("updateOrganizationProfile.organization.version").GetInt32().ShouldBe(1);
        await walk.StepAsync("add-user");
        await walk.StepAsync("assign-roles");
        await walk.StepAsync("reset-password");
        await walk.StepAsync("deactivate-user");
        await walk.StepAsync("reactivate-user");
        var asked = await walk.AskForConsentAsync("anna@birch.example", "greta@alpenland.example");
        await walk.WaitForResendAsync();
        await walk.StepAsync("resend-membership-consent", ("id of the user who has not agreed", asked));
        await ActAsync(walk);
        await DelegateAsync(walk);
        await walk.StepAsync("remove-provider-administration");
        await EndAsync(walk);

        var token = await walk.StepAsync("create-api-token");
        await walk.StepAsync("list-api-tokens");
        await walk.StepAsync("revoke-api-token", ("id of the token", token.Text("createApiToken.apiToken.id")));

        await walk.StepAsync("change-password");
        var signedIn = await walk.StepAsync("sign-in");
        var refresh = ("refreshToken of signIn", signedIn.Text("signIn.session.refreshToken"));
        await walk.StepAsync("refresh-session", refresh);
        var switched = await walk.StepAsync("switch-organization");
        switched.Text("switchOrganization.viewer.organization.name").ShouldBe("Alpenland Distribution");
        await walk.StepAsync("sign-out");
        // A new enrollment may be started after the refusal; this one is taken back.
        var again = await new GraphClient(walk.Address, walk.Session).DoAsync("startEnrollment", new { });
        again.At("errors").GetArrayLength().ShouldBe(0);
        await walk.StepAsync("withdraw-enrollment");
        (await walk.StepAsync("audit-trail")).Texts("auditEvents.nodes", "action").ShouldContain("createApiToken");
    }

    private static async Task OperateAsync(ExampleWalk walk)
    {
        var waiting = await walk.WaitingMailAsync();
        var dropped = await walk.StepAsync("drop-mail", ("id of the mail", waiting));
        dropped.Text("dropMail.mail.status").ShouldBe("DEAD");
        (await walk.StepAsync("list-mails")).Texts("queuedMails.nodes", "id").ShouldContain(waiting);
        var retried = await walk.StepAsync("retry-mail", ("id of the mail", waiting));
        retried.Text("retryMail.mail.status").ShouldBe("QUEUED");
    }
}
