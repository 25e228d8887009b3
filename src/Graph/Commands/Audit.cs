using System.IO.Pipelines;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Commands;

/// <summary>Writes an organization's audit trail to standard output, as JSON Lines.</summary>
internal static class Audit
{
    private static readonly Tenant Everyone = Tenant.Everyone(
        "The operator names the organization on the command line."
    );

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        if (arguments.TakePlain() is not "export")
            throw new WrongArgumentException("The command audit is written: audit export --organization ID_OR_NAME.");
        var named =
            arguments.TakeText("--organization")
            ?? throw new WrongArgumentException("The command audit export needs --organization ID_OR_NAME.");
        var filter = AuditFilter.Everything;
        foreach (var name in (string[])["from", "to", "action", "outcome"])
        {
            if (arguments.TakeText("--" + name) is { } text)
            {
                filter =
                    AuditQuery.Add(filter, name, text)
                    ?? throw new WrongArgumentException($"The argument --{name} does not take \"{text}\".");
            }
        }

        await using var services = CommandHost.Build(arguments.Settings());
        await services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        var organization = await FindAsync(services.GetRequiredService<Database>(), named);
        var reader = new AuditReader(
            services.GetRequiredService<AuditTrail>(),
            services.GetRequiredService<Database>()
        );
        await using var output = Console.OpenStandardOutput();
        var pipe = PipeWriter.Create(output);
        await reader.WriteAsync(
            pipe,
            organization,
            filter,
            Language.En,
            () => ValueTask.FromResult(true),
            CancellationToken.None
        );
        await pipe.CompleteAsync();
        return CommandLine.Done;
    }

    private static async Task<OrganizationId> FindAsync(Database database, string named)
    {
        OrganizationId? id = GlobalId.TryParse(named, out _, out var known) ? new OrganizationId(known) : null;
        await using var db = database.Open(Everyone);
        var found = await db
            .Organizations.Where(row => row.Id == id || row.Name == named)
            .Select(row => row.Id)
            .Take(2)
            .ToListAsync();
        return found switch
        {
            [var one] => one,
            [] => throw new WrongArgumentException($"There is no organization \"{named}\"."),
            _ => throw new WrongArgumentException($"Several organizations are called \"{named}\": name one by its id."),
        };
    }
}
