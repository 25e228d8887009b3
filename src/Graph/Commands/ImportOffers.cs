using PartnerGraph.Graph.Hosting;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Subscriptions;

namespace PartnerGraph.Graph.Commands;

/// <summary>Fills the catalog of offers from the operator's file (R75).</summary>
internal static class ImportOffers
{
    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var allOrNothing = arguments.Take("--all-or-nothing");
        var file =
            arguments.TakePlain()
            ?? throw new WrongArgumentException("The command import-offers needs a file: import-offers FILE.csv.");
        if (!File.Exists(file))
            throw new WrongArgumentException($"The file \"{file}\" does not exist.");

        await using var services = CommandHost.Build(arguments.Settings());
        await services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        using var reader = File.OpenText(file);
        using var trail = Trail.Begin(await OperatorActs.OfAsync(services, "import-offers"));
        var report = await services
            .GetRequiredService<OfferImport>()
            .RunAsync(reader, allOrNothing, CancellationToken.None);

        foreach (var bad in report.BadLines)
            await Console.Error.WriteLineAsync(bad.ToString());
        await Console.Out.WriteLineAsync($"Imported lines: {report.Imported}; bad lines: {report.BadLines.Count}.");
        return report.BadLines.Count == 0 ? CommandLine.Done : CommandLine.Refused;
    }
}
