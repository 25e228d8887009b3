using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Partnerships;

internal sealed class PartnershipMapping : IEntityTypeConfiguration<Partnership>
{
    public void Configure(EntityTypeBuilder<Partnership> partnership)
    {
        partnership.ToTable("partnerships");
        partnership.HasKey(row => row.Id);
        partnership.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        partnership
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(row => row.ProviderId)
            .OnDelete(DeleteBehavior.Restrict);
        partnership
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(row => row.ResellerId)
            .OnDelete(DeleteBehavior.Restrict);
        // One in force between the same two: a second acceptance at the same moment meets this.
        partnership.HasIndex(row => new { row.ProviderId, row.ResellerId }).IsUnique().HasFilter("status = 'Active'");
        partnership.HasIndex(row => new { row.ResellerId, row.Id });
        partnership.HasIndex(row => new { row.ProviderId, row.Id });
    }
}
