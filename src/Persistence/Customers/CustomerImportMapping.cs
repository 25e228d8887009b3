using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Customers;

internal sealed class CustomerImportMapping : IEntityTypeConfiguration<CustomerImport>
{
    public void Configure(EntityTypeBuilder<CustomerImport> import)
    {
        import.ToTable("customer_imports");
        import.HasKey(row => row.Id);
        import.Property(row => row.Reference).HasMaxLength(CustomerImport.ReferenceLength);
        import.Property(row => row.Name).HasMaxLength(200);
        import.Property(row => row.Domain).HasMaxLength(253);
        import.Property(row => row.AdminFullName).HasMaxLength(200);
        import.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        import.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId);
        // The same line imported twice at the same moment makes one customer.
        import.HasIndex(row => new { row.OrganizationId, row.Reference }).IsUnique();
        import.HasIndex(row => new { row.OrganizationId, row.Id });
    }
}
