using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Seeding;

/// <summary>What was written; nothing where the database was seeded before.</summary>
public sealed record SeedReport(bool AlreadySeeded, int Organizations, int Users, int Relationships);

/// <summary>
/// A large world for benchmarks: providers, resellers with partnerships, customers with a relationship to a reseller and through it
/// to a provider, an administrator for every partner and a user for every customer. In one transaction: all of it or nothing.
/// </summary>
public sealed class Seed(Database database, IPasswordHasher<Account> hasher)
{
    /// <summary>Of every partner's administrator: admin@reseller-0.seed.example and so on.</summary>
    public const string Password = "seeded for benchmarks only";

    private static readonly Tenant World = Tenant.Everyone("A benchmark's world has many tenants.");

    public async Task<SeedReport> RunAsync(SeedSize size, CancellationToken cancellationToken)
    {
        if (size.Resellers < 1 || size.Providers < 0 || size.Customers < 0)
        {
            throw new ArgumentException("A world has at least one reseller, and no negative numbers.", nameof(size));
        }
        var plan = new SeedPlan(size);
        await using var db = database.Open(World);
        var first = new OrganizationId(SeedPlan.ResellerId(0));
        if (await db.Organizations.AnyAsync(row => row.Id == first, cancellationToken))
        {
            return new SeedReport(AlreadySeeded: true, 0, 0, 0);
        }

        var passwordHash = hasher.HashPassword(new Account(), Password);
        var rows = new SeedRows(plan, passwordHash);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var table in rows.Tables)
        {
            await BulkInsert.WriteAsync(db, table.Name, table.Columns, table.Rows, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        // The planner does not know the new rows otherwise until it next looks by itself; and whoever does not own tables may not ask it to.
        await using var owner = database.OpenAsOwner();
        await owner.Database.ExecuteSqlRawAsync("analyze", cancellationToken);
        var organizations = size.Providers + size.Resellers + size.Customers;
        return new SeedReport(AlreadySeeded: false, organizations, organizations, rows.Relationships);
    }
}
