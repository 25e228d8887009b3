using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Administration;

internal sealed class AdministrationMapping : IEntityTypeConfiguration<AdministrationGrant>
{
    public void Configure(EntityTypeBuilder<AdministrationGrant> grant)
    {
        grant.ToTable("administration_grants");
        grant.HasKey(row => row.Id);
        grant.Ignore(row => row.Scopes);
        grant.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        grant.Property(row => row.Reason).HasMaxLength(TextRules.ReasonLength);
        grant.HasOne<Organization>().WithMany().HasForeignKey(row => row.PartnerId).OnDelete(DeleteBehavior.Restrict);
        grant.HasOne<Organization>().WithMany().HasForeignKey(row => row.CustomerId).OnDelete(DeleteBehavior.Restrict);
        // One request of a partner waits for a customer: a second one at the same moment meets this.
        grant
            .HasIndex(row => new { row.PartnerId, row.CustomerId })
            .HasDatabaseName("ux_administration_grants_requested")
            .IsUnique()
            .HasFilter("status = 'Requested'");
        grant.HasIndex(row => new
        {
            row.PartnerId,
            row.CustomerId,
            row.Id,
        });
        grant.HasIndex(row => new { row.CustomerId, row.Id });
        grant.HasIndex(row => row.LinkSecretHash).IsUnique().HasFilter("link_secret_hash is not null");
        grant.HasIndex(row => row.ExpiresAt).HasFilter("status = 'Active'");
    }
}
