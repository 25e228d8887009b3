using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Audit;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Webhooks;
using PartnerGraph.TestHosts.Webhooks;

namespace PartnerGraph.Graph.Tests.Commands;

/// <summary>The command as a process beside a running program, whose worker then sends.</summary>
public sealed class WebhooksCommandTests(WebhookPrograms programs)
{
    private const string Look = """
        query($id: ID!) { node(id: $id) { ... on WebhookEndpoint {
          deliveries(first: 50) { nodes { id webhookId status attempts } } } } }
        """;

    private static readonly (string, string)[] Development = [("ASPNETCORE_ENVIRONMENT", "Development")];

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_delivery_that_waits_for_an_hour_is_sent_at_once_under_its_webhook_id(TestDatabase database)
    {
        var running = await programs.OnAsync(database);
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = context =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        };
        var reseller = await running.Program.ResellerAsync();
        var endpoint = await EndpointAsync(reseller, receiver);
        await running.Program.CustomerAsync(reseller);
        var first = await receiver.NextAsync();
        var waiting = await UntilAsync(reseller, endpoint, "RETRYING");
        receiver.Answer = context => Task.CompletedTask;

        await using var command = new GraphProcess();
        command.Start(["webhooks", "redeliver", waiting.Text("id")], running.Server.SettingsOfOthers);

        (await command.ExitCodeAsync()).ShouldBe(0, command.Errors);
        command.Output.Trim().ShouldBe($"Queued again: 1, under the webhook-id {first.Id}.");
        foreach (var reader in (GraphClient[])[reseller.Client, await running.Program.OperatorAsync()])
        {
            var told = (await reader.TrailAsync(", action: \"webhooks redeliver\""))[0];
            told.Text("actorKind").ShouldBe("OPERATOR_COMMAND");
            told.Text("subjectId").ShouldBe(waiting.Text("id"));
        }
        var second = await receiver.NextAsync();
        second.Id.ShouldBe(first.Id);
        second.Body.ShouldBe(first.Body);
        (await UntilAsync(reseller, endpoint, "SUCCEEDED")).At("attempts").GetInt32().ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task An_id_of_something_else_and_one_that_is_gone_are_refused(TestDatabase database)
    {
        var running = await programs.OnAsync(database);
        await using var receiver = await WebhookReceiver.StartAsync();
        var reseller = await running.Program.ResellerAsync();
        var endpoint = await EndpointAsync(reseller, receiver);
        await running.Program.CustomerAsync(reseller);
        await receiver.NextAsync();
        var delivery = (await UntilAsync(reseller, endpoint, "SUCCEEDED")).Text("id");
        await reseller.DoAsync("deleteWebhookEndpoint", new { webhookEndpointId = endpoint }, "deletedId");

        foreach (
            var (id, sentence) in ((string, string)[])
                [
                    (delivery, $"There is no delivery {delivery}."),
                    (endpoint, $"\"{endpoint}\" is not the id of a delivery;"),
                ]
        )
        {
            await using var command = new GraphProcess();
            command.Start(["webhooks", "redeliver", id], running.Server.SettingsOfOthers);
            (await command.ExitCodeAsync()).ShouldBe(2);
            command.Errors.Trim().ShouldStartWith(sentence);
            command.Output.Trim().ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("webhooks", "The command webhooks is written: webhooks redeliver ID.")]
    [InlineData("webhooks ls", "The command webhooks is written: webhooks redeliver ID.")]
    [InlineData("webhooks redeliver", "The command webhooks redeliver needs the delivery's id here.")]
    [InlineData("webhooks redeliver 12", "\"12\" is not the id of a delivery; deliveries { nodes { id } }")]
    [InlineData(
        "webhooks redeliver 0197f6a0-0000-7000-8000-000000000000",
        "\"0197f6a0-0000-7000-8000-000000000000\" is not the id of a delivery;"
    )]
    public async Task What_cannot_be_done_is_said_in_a_sentence(string command, string sentence)
    {
        await using var program = new GraphProcess();
        program.Start(command.Split(' '), Development);

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.Trim().ShouldStartWith(sentence);
        Directory.GetFileSystemEntries(program.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_delivery_at_a_time_and_none_of_an_empty_database()
    {
        var (one, other) = (DeliveryId(), DeliveryId());
        await using var program = new GraphProcess();
        program.Start(["webhooks", "redeliver", one, other], Development);
        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.ShouldContain($"The argument \"{other}\" is unknown");

        program.Start(["webhooks", "redeliver", one], Development);
        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.Trim().ShouldBe($"There is no delivery {one}.");
    }

    private static string DeliveryId() =>
        GlobalId.Of(NodeKind.WebhookDelivery, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));

    private static async Task<string> EndpointAsync(Member member, WebhookReceiver receiver) =>
        (
            await member.DoAsync(
                "createWebhookEndpoint",
                new { url = receiver.Url, kinds = new[] { "CUSTOMER_RELATIONSHIP_ESTABLISHED" } },
                "webhookEndpoint { id }"
            )
        ).Text("webhookEndpoint.id");

    /// <summary>What is written down comes a moment after the receiver has answered.</summary>
    private static async Task<JsonElement> UntilAsync(Member member, string endpoint, string status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var deliveries = (await member.AskAsync(Look, new { id = endpoint })).List("node.deliveries.nodes");
            if (deliveries is [var one] && one.Text("status") == status)
                return one;
            await Task.Delay(100, patience.Token);
        }
    }
}
