using Microsoft.EntityFrameworkCore;
using PartnerGraph.Graph.Hosting;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Seeding;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Commands;

/// <summary>Fills an empty database for benchmarks; the same numbers give the same world.</summary>
internal static class SeedBenchmark
{
    private const int AtMost = 10_000_000;
    private static readonly Tenant Everyone = Tenant.Everyone("Whether a database is empty is asked of all of it.");

    public static async Task<int> RunAsync(string[] args)
    {
        var arguments = new Arguments(args);
        var size = new SeedSize(
            arguments.TakeNumber("--resellers", otherwise: 10, AtMost),
            arguments.TakeNumber("--providers", otherwise: 3, AtMost),
            arguments.TakeNumber("--customers", otherwise: 100, AtMost)
        );
        if (size.Resellers == 0)
            throw new WrongArgumentException("The argument --resellers must be at least 1: customers need a reseller.");

        await using var services = CommandHost.Build(arguments.Settings());
        await services.GetRequiredService<DatabasePreparation>().MigrateAsync(CancellationToken.None);
        if (!await IsEmptyAsync(services.GetRequiredService<Database>()))
            throw new WrongArgumentException(
                "The database has organizations already, and seed fills an empty one only: name another by Database__ConnectionString."
            );

        var report = await services.GetRequiredService<Seed>().RunAsync(size, CancellationToken.None);
        await Console.Out.WriteLineAsync(
            $"Seeded: {report.Organizations} organizations, {report.Users} users, {report.Relationships} relationships."
        );
        await Console.Out.WriteLineAsync($"Sign in as admin@reseller-0.seed.example with \"{Seed.Password}\".");
        return CommandLine.Done;
    }

    private static async Task<bool> IsEmptyAsync(Database database)
    {
        await using var db = database.Open(Everyone);
        return !await db.Organizations.AnyAsync();
    }
}
