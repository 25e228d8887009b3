using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Organizations;

internal sealed class OrganizationMapping : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> organization)
    {
        organization.ToTable("organizations");
        organization.HasKey(row => row.Id);
        organization.Property(row => row.Name).HasMaxLength(200);
        organization.Property(row => row.Domain).HasMaxLength(253);
        organization.Property(row => row.MpnId).HasMaxLength(50);
        organization.PrimitiveCollection(row => row.Services).ElementType().HasConversion<string>();
        organization.PrimitiveCollection(row => row.Incentives);
        organization.PrimitiveCollection(row => row.Benefits);
        organization.PrimitiveCollection(row => row.Competencies);
        organization.Property<string>(ModelConventions.SearchText).IsRequired();
        organization.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        organization.HasIndex(row => new
        {
            row.Kind,
            row.Name,
            row.Id,
        });
        // One MPN ID belongs to one organization: two that link it at the same moment are told apart here.
        organization.HasIndex(row => row.MpnId).IsUnique();
    }
}
