using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PartnerGraph.Persistence.Outbox;

internal sealed class SuppressionMapping : IEntityTypeConfiguration<Suppression>
{
    public void Configure(EntityTypeBuilder<Suppression> suppression)
    {
        suppression.ToTable("suppressions");
        suppression.HasKey(row => row.Id);
        suppression.Property(row => row.AddressHash).HasMaxLength(32);
        suppression.Property(row => row.Reason).HasMaxLength(1000);
        suppression.HasIndex(row => row.AddressHash).IsUnique();
    }
}
