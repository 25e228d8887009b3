using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Graph.Localization;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Memberships;

namespace PartnerGraph.Graph.Commands;

/// <summary>The operator's files whose lines stand each for itself: members (R10) and customers (R59).</summary>
internal static class ImportedLines
{
    public static Task<int> MembersAsync(string[] args) =>
        RunAsync(
            args,
            "import-members",
            async (services, reader) =>
            {
                var report = await services.GetRequiredService<MemberImport>().RunAsync(reader, CancellationToken.None);
                return report.Match<Outcome<IReadOnlyList<Told>>>(
                    lines =>
                        Outcome.Success<IReadOnlyList<Told>>([
                            .. lines.Select(line => new Told(line.Number, line.Imported, line.Refusals)),
                        ]),
                    refusals => Outcome.Refused<IReadOnlyList<Told>>(refusals)
                );
            }
        );

    public static Task<int> CustomersAsync(string[] args) =>
        RunAsync(
            args,
            "import-customers",
            async (services, reader) =>
            {
                var report = await services
                    .GetRequiredService<CustomerImporting>()
                    .TakeForOperatorAsync(reader, CancellationToken.None);
                return report.Match<Outcome<IReadOnlyList<Told>>>(
                    lines =>
                        Outcome.Success<IReadOnlyList<Told>>([
                            .. lines.Select(line => new Told(
                                line.Number,
                                line.Outcome is CustomerImportOutcome.Listed or CustomerImportOutcome.Kept,
                                line.Refusals
                            )),
                        ]),
                    refusals => Outcome.Refused<IReadOnlyList<Told>>(refusals)
                );
            }
        );

    private static async Task<int> RunAsync(
        string[] args,
        string command,
        Func<IServiceProvider, TextReader, Task<Outcome<IReadOnlyList<Told>>>> import
    )
    {
        var arguments = new Arguments(args);
        var file =
            arguments.TakePlain()
            ?? throw new WrongArgumentException($"The command {command} needs a file: {command} FILE.csv.");
        if (!File.Exists(file))
            throw new WrongArgumentException($"The file \"{file}\" does not exist.");

        await using var services = CommandHost.Build(arguments.Settings());
        await services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        using var reader = File.OpenText(file);
        using var trail = Trail.Begin(await OperatorActs.OfAsync(services, command));
        var report = await import(services, reader);
        if (!report.TryGet(out var lines, out var refusals))
            throw new WrongArgumentException(Messages.Of(Language.En, refusals[0]));

        foreach (var line in lines)
        foreach (var refusal in line.Refusals)
            await Console.Error.WriteLineAsync(line.Tell(refusal));
        var bad = lines.Count(line => line.Refusals.Count > 0);
        var imported = lines.Count(line => line.Imported);
        await Console.Out.WriteLineAsync(
            $"Imported lines: {imported}; unchanged lines: {lines.Count - imported - bad}; bad lines: {bad}."
        );
        return bad == 0 ? CommandLine.Done : CommandLine.Refused;
    }

    private sealed record Told(int Number, bool Imported, IReadOnlyList<Refusal> Refusals)
    {
        public string Tell(Refusal refusal)
        {
            var column = refusal.Path.Count > 0 ? $"{refusal.Path[^1]}: " : "";
            return $"line {Number}: {column}{Messages.Of(Language.En, refusal)}";
        }
    }
}
