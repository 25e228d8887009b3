using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PartnerGraph.Persistence.Events;

internal sealed class EventMapping : IEntityTypeConfiguration<StoredEvent>, IEntityTypeConfiguration<EventCounter>
{
    public void Configure(EntityTypeBuilder<StoredEvent> stored)
    {
        stored.ToTable("events");
        stored.HasKey(row => new { row.OrganizationId, row.Position });
        stored.Property(row => row.Position).ValueGeneratedNever();
        stored.Property(row => row.Kind).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<EventCounter> counter)
    {
        counter.ToTable("event_counters");
        counter.HasKey(row => row.OrganizationId);
    }
}
