using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Idempotency;

/// <summary>A request that came with a key: claimed before it runs, and answered once.</summary>
public sealed class IdempotentRequest
{
    public OrganizationId OrganizationId { get; init; }

    /// <summary>The user or the API token: keys of two callers never meet.</summary>
    public Guid Principal { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>SHA-256 of what was asked for.</summary>
    public required byte[] Fingerprint { get; init; }

    /// <summary>Raised by everyone who takes the request over; what an earlier one still does is rolled back.</summary>
    public int Claim { get; init; }

    /// <summary>Until then it counts as under way.</summary>
    public DateTimeOffset ClaimedUntil { get; init; }

    /// <summary>Written in the transaction of the first change: it must not run again.</summary>
    public DateTimeOffset? CommittedAt { get; init; }

    /// <summary>The response, with null where a secret stood; null while there is none.</summary>
    public string? Answer { get; init; }

    public bool AnswerHasErrors { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<IdempotentRequest>
{
    public void Configure(EntityTypeBuilder<IdempotentRequest> request)
    {
        request.ToTable("idempotent_requests");
        request.HasKey(row => new
        {
            row.OrganizationId,
            row.Principal,
            row.KeyHash,
        });
        request.HasIndex(row => row.ExpiresAt);
    }
}
