using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Audit;

internal sealed class AuditMapping : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> row)
    {
        row.ToTable("audit_events");
        // Ids rise with time: the key is the order of the trail.
        row.HasKey(one => new { one.OrganizationId, one.Id });
        row.HasIndex(one => new
        {
            one.OrganizationId,
            one.SubjectId,
            one.Id,
        });
        row.HasIndex(one => one.At);
        row.Property(one => one.Action).HasMaxLength(100);
        row.Property(one => one.Code).HasMaxLength(50);
        row.Property(one => one.ActorName).HasMaxLength(200);
        row.Property(one => one.SubjectKind).HasMaxLength(50);
        row.Property(one => one.Origin).HasMaxLength(50);
        row.Property(one => one.ChangedFields)
            .HasConversion(JsonText.ListConverter<string>(), JsonText.ListComparer<string>());
    }
}
