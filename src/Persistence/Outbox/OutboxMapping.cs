using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Outbox;

internal sealed class OutboxMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox");
        message.HasKey(row => row.Id);
        message.Property(row => row.Kind).HasMaxLength(100);
        message.Property(row => row.SubjectType).HasMaxLength(50);
        message.Property(row => row.Recipient).HasMaxLength(254);
        message.Property(row => row.MessageId).HasMaxLength(200);
        message.Property(row => row.LeaseOwner).HasMaxLength(200);
        message.Property(row => row.LastError).HasMaxLength(1000);
        message
            .Property(row => row.NextAttemptAt)
            .ValueGeneratedOnAdd()
            .HasAnnotation(ModelConventions.DatabaseTime, true);
        message.HasIndex(row => new
        {
            row.OrganizationId,
            row.SubjectId,
            row.Id,
        });
        message.HasIndex(row => row.SentAt).HasFilter("sent_at is not null");
        // The caps look at what was sent of late, is under way, or waits for its place.
        message.HasIndex(row => new { row.Recipient, row.CountsAt }).HasFilter("counts_at is not null");
        message.HasIndex(row => new { row.CausedBy, row.CountsAt }).HasFilter("counts_at is not null");
        message.HasIndex(row => new { row.OrganizationId, row.CountsAt }).HasFilter("counts_at is not null");
        message
            .HasIndex(row => new { row.NextAttemptAt, row.Id })
            .HasDatabaseName("ix_outbox_due")
            .HasFilter("status in ('Queued', 'Deferred')");
        message
            .HasIndex(row => new
            {
                row.OrganizationId,
                row.NextAttemptAt,
                row.Id,
            })
            .HasDatabaseName("ix_outbox_turn")
            .HasFilter("status in ('Queued', 'Deferred')");
        message
            .HasIndex(row => new { row.Status, row.Id })
            .HasDatabaseName("ix_outbox_ended")
            .HasFilter("status in ('Bounced', 'Dead')");
    }
}
