using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>The addresses that no mail is sent to any more, until the operator lifts them.</summary>
public sealed class SuppressionList(Database database, LinkKey key, TimeProvider clock)
{
    private static readonly Tenant AllTenants = Tenant.Everyone("A mailbox that is not there is there for nobody.");

    public async Task<Suppression?> FindAsync(string address, CancellationToken cancellationToken)
    {
        var hash = HashOf(address);
        await using var db = database.Open(AllTenants);
        return await db.Set<Suppression>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.AddressHash == hash, cancellationToken);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<Suppression>> ListAsync(int atMost, CancellationToken cancellationToken)
    {
        await using var db = database.Open(AllTenants);
        return await db.Set<Suppression>()
            .AsNoTracking()
            .OrderByDescending(row => row.Id)
            .Take(atMost)
            .ToListAsync(cancellationToken);
    }

    /// <returns>False where it is not suppressed.</returns>
    public async Task<bool> LiftAsync(string address, CancellationToken cancellationToken)
    {
        var hash = HashOf(address);
        await using var db = database.Open(AllTenants);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (
            await db.Set<Suppression>().Where(row => row.AddressHash == hash).ExecuteDeleteAsync(cancellationToken) == 0
        )
        {
            return false;
        }
        // Told without the address: whoever reads the trail learns of nobody.
        db.Changes.Add(Change.OfNothingNamed);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Within the transaction of <paramref name="db"/>. Who is on the list stays on it since then.</summary>
    public Task AddAsync(
        PartnerGraphDb db,
        string address,
        string reason,
        Guid messageId,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        var sql = $$"""
            insert into suppressions (id, address_hash, since, reason, message_id)
            values ({0}, {1}, {{DatabaseClock.Now(db)}}, {2}, {3}) on conflict (address_hash) do nothing
            """;
        object[] values =
        [
            Guid.CreateVersion7(clock.GetUtcNow()),
            HashOf(address),
            reason.Length > 1000 ? reason[..1000] : reason,
            messageId,
        ];
        return db.Database.ExecuteSqlRawAsync(sql, values, cancellationToken);
    }

    // Two spellings of one mailbox are one address; what the Domain does not take is compared without regard to case.
    private byte[] HashOf(string address) =>
        key.HashOfAddress(
            EmailAddress.TryParse(address, out var parsed) ? parsed.Value : address.Trim().ToLowerInvariant()
        );
}
