using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>
/// customer_access once more, for the filter of customer_access itself: a filter that looked through the filtered rows would call
/// for itself without end. For filters alone.
/// </summary>
internal sealed class AccessLookup
{
    public OrganizationId OrganizationId { get; init; }

    public OrganizationId CustomerId { get; init; }

    public OrganizationId? ViaResellerId { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
}

internal sealed class AccessLookupMapping : IEntityTypeConfiguration<AccessLookup>
{
    public void Configure(EntityTypeBuilder<AccessLookup> access)
    {
        access.HasNoKey();
        access.ToView("customer_access");
    }
}
