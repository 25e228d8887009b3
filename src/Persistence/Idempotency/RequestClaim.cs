using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Idempotency;

/// <summary>Whose key it is.</summary>
public sealed record RequestKey(OrganizationId Organization, Guid Principal, byte[] Hash);

/// <summary>
/// The right to run a request. Every change that is made under it marks the request as carried out, in its own transaction; after somebody
/// else has taken the request over, that mark fails, and the change with it.
/// </summary>
public sealed class RequestClaim : ICommittedWithChange
{
    private readonly TimeProvider clock;

    internal RequestClaim(RequestKey key, int number, TimeProvider clock)
    {
        Key = key;
        Number = number;
        this.clock = clock;
    }

    public RequestKey Key { get; }

    internal int Number { get; }

    public async Task WriteAsync(PartnerGraphDb db, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var marked = await Row(db)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.CommittedAt, row => row.CommittedAt ?? now),
                cancellationToken
            );
        if (marked != 1)
        {
            throw new ClaimLostException();
        }
    }

    internal IQueryable<IdempotentRequest> Row(PartnerGraphDb db)
    {
        var (organization, principal, hash) = Key;
        return db
            .IdempotentRequests.IgnoreQueryFilters([TenantFilters.Name])
            .Where(row =>
                row.OrganizationId == organization
                && row.Principal == principal
                && row.KeyHash == hash
                && row.Claim == Number
            );
    }
}

/// <summary>The request took longer than its claim, and somebody else runs it now.</summary>
public sealed class ClaimLostException()
    : InvalidOperationException("Another attempt has taken this request over; what this one changed is rolled back.");
