using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Users;

internal sealed class UserMapping : IEntityTypeConfiguration<User>, IEntityTypeConfiguration<PersonLink>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.ToTable("users");
        user.HasKey(row => row.Id);
        user.Property(row => row.FullName).HasMaxLength(200);
        user.Property<string>(ModelConventions.SearchText).IsRequired();
        user.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        user.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId);
        user.HasOne<Account>().WithMany().HasForeignKey(row => row.PersonId);
        user.HasIndex(row => new { row.OrganizationId, row.Email }).IsUnique();
        user.HasIndex(row => new
        {
            row.OrganizationId,
            row.FullName,
            row.Id,
        });
        user.HasIndex(row => row.PersonId);
        user.Ignore(row => row.Roles);
    }

    public void Configure(EntityTypeBuilder<PersonLink> link)
    {
        link.ToTable("person_links");
        link.HasKey(row => row.Id);
        link.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        link.HasOne<Account>().WithMany().HasForeignKey(row => row.PersonId);
        link.HasIndex(row => row.SecretHash).IsUnique();
        link.HasIndex(row => row.OrganizationId);
    }
}
