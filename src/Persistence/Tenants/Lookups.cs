using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Partnerships;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>
/// customer_access once more, for filters alone: a filter that looked through the filtered rows would call for itself without end, and
/// each filter within a filter costs the database's planner milliseconds.
/// </summary>
internal sealed class AccessLookup
{
    public OrganizationId OrganizationId { get; init; }

    public OrganizationId CustomerId { get; init; }

    public OrganizationId? ViaResellerId { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>partnerships once more, for filters alone.</summary>
internal sealed class PartnershipLookup
{
    public OrganizationId ProviderId { get; init; }

    public OrganizationId ResellerId { get; init; }

    public PartnershipStatus Status { get; init; }
}

internal sealed class LookupMapping
    : IEntityTypeConfiguration<AccessLookup>,
        IEntityTypeConfiguration<PartnershipLookup>
{
    public void Configure(EntityTypeBuilder<AccessLookup> access)
    {
        access.HasNoKey();
        access.ToView("customer_access");
    }

    public void Configure(EntityTypeBuilder<PartnershipLookup> partnership)
    {
        partnership.HasNoKey();
        partnership.ToView("partnerships");
    }
}
