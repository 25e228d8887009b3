using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.TestHosts;
using PartnerGraph.TestHosts.Webhooks;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Webhooks;

/// <summary>R84: organizations are told of their events by signed requests, to a real receiver.</summary>
public sealed class WebhookTests(WebhookPrograms programs)
{
    private const string Endpoint = "webhookEndpoint { id status stopReason kinds selection position failingSince }";

    private const string Look = """
        query($id: ID!) { node(id: $id) { ... on WebhookEndpoint {
          status stopReason failingSince
          deliveries(first: 50) { totalCount nodes {
            id webhookId kind position status attempts nextAttemptAt lastError succeededAt
            log { status answer request error durationMilliseconds } } } } } }
        """;

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task An_event_is_sent_as_selected_and_signed_so_that_the_standard_library_believes_it(
        TestDatabase database
    )
    {
        Require.Program("node");
        var program = (await programs.OnAsync(database)).Program;
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var library = await NodeProcess.StartAsync(
            RepositoryRoot.At("tests", "Graph.Tests", "Webhooks", "node"),
            "verify.mjs"
        );
        var reseller = await program.ResellerAsync();
        var made = await CreateAsync(
            reseller,
            receiver,
            ["CUSTOMER_RELATIONSHIP_ESTABLISHED"],
            "subscription { organizationEvents { id kind ... on CustomerRelationshipEvent { customer { name } } } }"
        );
        var (id, secret) = (made.Text("webhookEndpoint.id"), made.Text("secret"));
        secret.ShouldStartWith("whsec_");

        var customer = await program.CustomerAsync(reseller);
        var told = await receiver.NextAsync();
        var body = JsonDocument.Parse(told.Body).RootElement;
        body.Text("type").ShouldBe("customer.accessGranted");
        body.Text("data.kind").ShouldBe("CUSTOMER_RELATIONSHIP_ESTABLISHED");
        body.Text("data.customer.name").ShouldBe(customer.Name);
        (await VerifyAsync(library, secret, told)).ShouldBeTrue();
        (
            await VerifyAsync(
                library,
                secret,
                told with
                {
                    Body = told.Body.Replace(customer.Name, "Mallory", StringComparison.Ordinal),
                }
            )
        ).ShouldBeFalse();

        // The overlap: requests carry both signatures, and either secret is enough.
        var rotated = (await reseller.DoAsync("rotateWebhookSecret", new { webhookEndpointId = id }, "secret")).Text(
            "secret"
        );
        rotated.ShouldNotBe(secret);
        await reseller.DoAsync("sendTestWebhook", new { webhookEndpointId = id });
        var test = await receiver.NextAsync();
        test.Signature.Split(' ').Length.ShouldBe(2);
        JsonDocument.Parse(test.Body).RootElement.Text("type").ShouldBe("webhook.test");
        foreach (var either in (string[])[secret, rotated])
            (await VerifyAsync(library, either, test)).ShouldBeTrue();

        var seen = await UntilAsync(
            reseller,
            id,
            deliveries => deliveries.All(one => one.Text("status") == "SUCCEEDED")
        );
        seen.Count.ShouldBe(2);
        seen[^1].Text("webhookId").ShouldBe(told.Id);
        seen[^1].Text("log.0.request").ShouldBe(told.Body);
        seen[^1].At("log.0.status").GetInt32().ShouldBe(204);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task What_fails_comes_again_under_the_same_id_and_the_receivers_wish_to_wait_is_obeyed(
        TestDatabase database
    )
    {
        var program = (await programs.OnAsync(database)).Program;
        await using var receiver = await WebhookReceiver.StartAsync();
        var tries = 0;
        receiver.Answer = async context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref tries) switch
            {
                1 => 500,
                2 => 429,
                _ => 200,
            };
            if (context.Response.StatusCode == 429)
                context.Response.Headers.RetryAfter = "3600";
            await context.Response.WriteAsync(new string('x', 5_000));
        };
        var reseller = await program.ResellerAsync();
        var id = (await CreateAsync(reseller, receiver, ["CUSTOMER_RELATIONSHIP_ESTABLISHED"])).Text(
            "webhookEndpoint.id"
        );

        await program.CustomerAsync(reseller);
        var first = await receiver.NextAsync();
        var second = await receiver.NextAsync();
        second.Id.ShouldBe(first.Id);
        var waiting = (
            await UntilAsync(
                reseller,
                id,
                deliveries =>
                    !deliveries[0].IsNull("lastError")
                    && deliveries[0].Text("lastError").Contains("429", StringComparison.Ordinal)
            )
        )[0];
        waiting.Text("status").ShouldBe("RETRYING");
        waiting.Text("lastError").ShouldBe("The receiver answered 429.");
        waiting.Text("log.0.answer").Length.ShouldBe(2_048);
        DateTimeOffset
            .Parse(waiting.Text("nextAttemptAt"), provider: null)
            .ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(55));
        (await EndpointAsync(reseller, id)).IsNull("failingSince").ShouldBeFalse();

        await reseller.DoAsync("redeliverWebhook", new { webhookDeliveryId = waiting.Text("id") });
        (await receiver.NextAsync()).Id.ShouldBe(first.Id);
        await UntilAsync(reseller, id, deliveries => deliveries[0].Text("status") == "SUCCEEDED");
        (await EndpointAsync(reseller, id)).IsNull("failingSince").ShouldBeTrue();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_redirect_is_not_followed_and_410_ends_it_with_a_mail(TestDatabase database)
    {
        var program = (await programs.OnAsync(database)).Program;
        await using var sentinel = await WebhookReceiver.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = sentinel.Url;
            return Task.CompletedTask;
        };
        var reseller = await program.ResellerAsync();
        var id = (await CreateAsync(reseller, receiver, null)).Text("webhookEndpoint.id");
        await reseller.DoAsync("sendTestWebhook", new { webhookEndpointId = id });
        await receiver.NextAsync();
        var test = (await UntilAsync(reseller, id, deliveries => deliveries[0].Text("status") == "FAILED"))[0];
        test.Text("lastError").ShouldContain("redirects are not followed");
        sentinel.Count.ShouldBe(0);

        receiver.Answer = context =>
        {
            context.Response.StatusCode = 410;
            return Task.CompletedTask;
        };
        await program.CustomerAsync(reseller);
        await program.MailToAsync(reseller.Email, "was stopped");
        var ended = await EndpointAsync(reseller, id);
        ended.Text("status").ShouldBe("DISABLED");
        ended.Text("stopReason").ShouldBe("GONE");
        (await reseller.Client.RefusalAsync("sendTestWebhook", new { webhookEndpointId = id })).ShouldBe(
            "ILLEGAL_TRANSITION"
        );

        // It goes on where it stopped, when its owner says so.
        receiver.Answer = context => Task.CompletedTask;
        var on = await reseller.DoAsync(
            "updateWebhookEndpoint",
            new { webhookEndpointId = id, active = true },
            Endpoint
        );
        on.Text("webhookEndpoint.status").ShouldBe("ACTIVE");
        await UntilAsync(reseller, id, deliveries => deliveries.Any(one => one.Text("status") == "SUCCEEDED"));
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task From_any_kept_position_on_everything_comes_again_under_its_ids(TestDatabase database)
    {
        var program = (await programs.OnAsync(database)).Program;
        await using var receiver = await WebhookReceiver.StartAsync();
        var reseller = await program.ResellerAsync();
        await program.CustomerAsync(reseller);
        var made = await CreateAsync(reseller, receiver, ["CUSTOMER_RELATIONSHIP_ESTABLISHED"]);
        var id = made.Text("webhookEndpoint.id");

        // What happened before it was made comes by replay alone.
        await reseller.DoAsync("replayWebhooks", new { webhookEndpointId = id, afterPosition = "0" });
        var first = await receiver.NextAsync();
        await UntilAsync(reseller, id, deliveries => deliveries.All(one => one.Text("status") == "SUCCEEDED"));
        await reseller.DoAsync("replayWebhooks", new { webhookEndpointId = id, afterPosition = "0" });
        (await receiver.NextAsync()).Id.ShouldBe(first.Id);
        (
            await reseller.Client.RefusalAsync(
                "replayWebhooks",
                new { webhookEndpointId = id, afterPosition = "999999" }
            )
        ).ShouldBe("INVALID");
        await reseller.DoAsync("deleteWebhookEndpoint", new { webhookEndpointId = id }, "deletedId");
        (await reseller.AskAsync("{ webhookEndpoints { totalCount } }"))
            .At("webhookEndpoints.totalCount")
            .GetInt32()
            .ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Without_its_creator_it_pauses_and_the_admins_are_told(TestDatabase database)
    {
        var program = (await programs.OnAsync(database)).Program;
        await using var receiver = await WebhookReceiver.StartAsync();
        var reseller = await program.ResellerAsync();
        var (admin, adminId, _) = await program.AddUserAsync(reseller, "ADMIN_AGENT", "GLOBAL_ADMIN");
        var made = await (reseller with { Client = admin }).DoAsync(
            "createWebhookEndpoint",
            new { url = receiver.Url },
            "webhookEndpoint { id }"
        );
        var id = made.Text("webhookEndpoint.id");

        await reseller.DoAsync("deactivateUser", new { userId = adminId });
        await program.CustomerAsync(reseller);
        await program.MailToAsync(reseller.Email, "was stopped");

        var paused = await EndpointAsync(reseller, id);
        paused.Text("status").ShouldBe("PAUSED");
        paused.Text("stopReason").ShouldBe("CREATOR_GONE");
        receiver.Count.ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task What_cannot_be_executed_or_called_is_refused_when_it_is_made(TestDatabase database)
    {
        var program = (await programs.OnAsync(database)).Program;
        var reseller = await program.ResellerAsync();
        foreach (
            var selection in (string[])
                [
                    "{",
                    "subscription { organizationEvents { nothing } }",
                    "subscription { invitationAccepted { id } }",
                    "query { viewer { language } }",
                    "subscription { organizationEvents(after: \"0\") { id } }",
                    "subscription($k: [EventKind!]) { organizationEvents(kinds: $k) { id } }",
                    "subscription { organizationEvents @skip(if: false) { id } }",
                ]
        )
        {
            var refused = await reseller.Client.MutateAsync(
                "createWebhookEndpoint",
                new { url = "https://hooks.example/x", selection }
            );
            var error = refused.DataWithoutErrors().At("createWebhookEndpoint.errors.0");
            error.Text("code").ShouldBe("INVALID", selection);
            error.At("path").ToString().ShouldBe("[\"selection\"]");
        }

        foreach (
            var url in (string[])
                [
                    "http://hooks.example/x",
                    "https://hooks.example:25/x",
                    "https://user:word@hooks.example/x",
                    "https://hooks.example/x#y",
                    "https://intranet/x",
                    "http://10.0.0.1/x",
                ]
        )
            (await reseller.Client.RefusalAsync("createWebhookEndpoint", new { url })).ShouldBe("INVALID", url);
        (await reseller.AskAsync("{ webhookEndpoints { nodes { id } } }"))
            .List("webhookEndpoints.nodes")
            .ShouldBeEmpty();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task It_is_for_global_admins_of_the_organization_alone(TestDatabase database)
    {
        var program = (await programs.OnAsync(database)).Program;
        await using var receiver = await WebhookReceiver.StartAsync();
        var reseller = await program.ResellerAsync();
        var id = (await CreateAsync(reseller, receiver, null)).Text("webhookEndpoint.id");
        var (agent, _, _) = await program.AddUserAsync(reseller, "ADMIN_AGENT", "USER_MANAGEMENT_ADMIN");
        var token = (
            await reseller.DoAsync(
                "createApiToken",
                new { name = "Robot", scopes = new[] { "READ", "WRITE", "EVENTS" } },
                "secret"
            )
        ).Text("secret");
        foreach (var client in (GraphClient[])[agent, program.Anonymous.As(token)])
            (await client.DenialAsync("sendTestWebhook", new { webhookEndpointId = id })).ShouldBe("FORBIDDEN");

        var stranger = await program.ResellerAsync();
        (await stranger.Client.RefusalAsync("sendTestWebhook", new { webhookEndpointId = id })).ShouldBe("NOT_FOUND");
        (await stranger.AskAsync(Look, new { id })).IsNull("node").ShouldBeTrue();
        await program.CustomerAsync(stranger);
        receiver.Count.ShouldBe(0);
    }

    private static Task<JsonElement> CreateAsync(
        Member member,
        WebhookReceiver receiver,
        string[]? kinds,
        string? selection = null
    ) =>
        member.DoAsync(
            "createWebhookEndpoint",
            new
            {
                url = receiver.Url,
                kinds,
                selection,
                description = "the ledger",
            },
            Endpoint + " secret"
        );

    private static async Task<JsonElement> EndpointAsync(Member member, string id) =>
        (await member.AskAsync(Look, new { id })).At("node");

    /// <summary>What is written down comes a moment after the receiver has answered.</summary>
    private static async Task<IReadOnlyList<JsonElement>> UntilAsync(
        Member member,
        string id,
        Func<IReadOnlyList<JsonElement>, bool> so
    )
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var deliveries = (await EndpointAsync(member, id)).List("deliveries.nodes");
            if (deliveries.Count > 0 && so(deliveries))
                return deliveries;
            await Task.Delay(100, patience.Token);
        }
    }

    private static async Task<bool> VerifyAsync(NodeProcess library, string secret, ReceivedWebhook told)
    {
        await library.SendAsync(
            new
            {
                secret,
                headers = told.Headers,
                body = told.Body,
            }
        );
        return (await library.ReceiveAsync()).GetProperty("genuine").GetBoolean();
    }
}
