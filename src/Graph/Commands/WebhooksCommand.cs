using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Graph.Commands;

/// <summary>What the operator does for an organization whose receiver has missed something: that one delivery is sent again.</summary>
internal static class WebhooksCommand
{
    private static readonly Tenant Everyone = Tenant.Everyone("The operator names a delivery of any organization.");

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        if (arguments.TakePlain() is not "redeliver")
            throw new WrongArgumentException("The command webhooks is written: webhooks redeliver ID.");
        var named =
            arguments.TakePlain()
            ?? throw new WrongArgumentException("The command webhooks redeliver needs the delivery's id here.");
        // The integrator who asks for it has this one at hand; ids of rows are shown to nobody.
        if (GlobalId.Read(NodeKind.WebhookDelivery, named) is not { } id)
        {
            throw new WrongArgumentException(
                $"\"{named}\" is not the id of a delivery; deliveries {{ nodes {{ id }} }} of a webhook endpoint tells them."
            );
        }

        await using var services = CommandHost.Build(arguments.Settings());
        await services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        using var trail = Trail.Begin(await OperatorActs.OfAsync(services, "webhooks redeliver"));
        var delivery = await services
            .GetRequiredService<WebhookRedelivery>()
            .RunAsync(Everyone, new WebhookDeliveryId(id), CancellationToken.None);
        if (delivery is null)
            throw new WrongArgumentException($"There is no delivery {named}.");
        await Console.Out.WriteLineAsync($"Queued again: 1, under the webhook-id {delivery.WebhookId}.");
        return CommandLine.Done;
    }
}
