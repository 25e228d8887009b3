using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Customers;

internal sealed class CustomerMapping : IEntityTypeConfiguration<CustomerAccess>, IEntityTypeConfiguration<License>
{
    public void Configure(EntityTypeBuilder<CustomerAccess> access)
    {
        access.ToTable("customer_access");
        access.HasKey(row => row.Id);
        access.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        access
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(row => row.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
        access.HasOne<Organization>().WithMany().HasForeignKey(row => row.CustomerId).OnDelete(DeleteBehavior.Restrict);
        access
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(row => row.ViaResellerId)
            .OnDelete(DeleteBehavior.Restrict);
        // Pages of an organization's customers run along this one; it also keeps a relationship from being there twice.
        access
            .HasIndex(row => new
            {
                row.OrganizationId,
                row.CustomerId,
                row.Kind,
                row.ViaResellerId,
            })
            .HasDatabaseName("ix_customer_access_page")
            .HasFilter("ended_at is null");
        access
            .HasIndex(row => new { row.OrganizationId, row.CustomerId })
            .HasDatabaseName("ux_customer_access_reseller")
            .IsUnique()
            .HasFilter("ended_at is null and via_reseller_id is null");
        access
            .HasIndex(row => new
            {
                row.OrganizationId,
                row.ViaResellerId,
                row.CustomerId,
            })
            .HasDatabaseName("ux_customer_access_provider")
            .IsUnique()
            .HasFilter("ended_at is null and via_reseller_id is not null");
        access.HasIndex(row => new { row.CustomerId, row.OrganizationId });
        access.HasIndex(row => new { row.ViaResellerId, row.CustomerId });
    }

    public void Configure(EntityTypeBuilder<License> license)
    {
        license.ToTable("licenses");
        license.HasKey(row => row.Id);
        license.Property(row => row.OfferName).HasMaxLength(200);
        license
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(row => row.CustomerId)
            .OnDelete(DeleteBehavior.Restrict);
        license.HasOne<User>().WithMany().HasForeignKey(row => row.CustomerUserId);
        license.HasIndex(row => new { row.CustomerUserId, row.Id });
        // A user holds a license of a subscription once. No foreign key: older databases have licenses of subscriptions that were
        // not kept yet.
        license.HasIndex(row => new { row.SubscriptionId, row.CustomerUserId }).IsUnique();
    }
}
