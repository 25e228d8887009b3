using System.Globalization;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Commands;

/// <summary>Addresses that no mail goes to any more. The list does not know them: whoever lifts one has to name it.</summary>
internal static class SuppressionsCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        return arguments.TakePlain() switch
        {
            "ls" => await ListAsync(arguments),
            "lift" => await LiftAsync(arguments),
            _ => throw new WrongArgumentException("The command suppressions needs one of ls, lift."),
        };
    }

    private static async Task<int> ListAsync(Arguments arguments)
    {
        var limit = arguments.TakeNumber("--limit", 50, 1000);
        await using var services = await ReadyAsync(arguments);
        var list = services.GetRequiredService<SuppressionList>();
        var rows = await list.ListAsync(limit, CancellationToken.None);
        foreach (var row in rows)
        {
            var since = row.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            await Console.Out.WriteLineAsync($"{since}  mail {row.MessageId}  {row.Reason}");
        }
        await Console.Out.WriteLineAsync($"{rows.Count} suppressed addresses.");
        return CommandLine.Done;
    }

    private static async Task<int> LiftAsync(Arguments arguments)
    {
        if (!EmailAddress.TryParse(arguments.TakePlain(), out var address))
            throw new WrongArgumentException("The command suppressions lift needs the e-mail address.");
        await using var services = await ReadyAsync(arguments);
        var list = services.GetRequiredService<SuppressionList>();
        using var trail = Trail.Begin(await OperatorActs.OfAsync(services, "suppressions lift"));
        if (!await list.LiftAsync(address.Value, CancellationToken.None))
            throw new WrongArgumentException("This address is not suppressed.");
        await Console.Out.WriteLineAsync("Lifted: mails to this address are sent again.");
        return CommandLine.Done;
    }

    private static async Task<ServiceProvider> ReadyAsync(Arguments arguments)
    {
        var services = CommandHost.Build(arguments.Settings());
        await services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        return services;
    }
}
