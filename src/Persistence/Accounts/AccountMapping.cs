using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Persistence.Accounts;

internal sealed class AccountMapping
    : IEntityTypeConfiguration<Account>,
        IEntityTypeConfiguration<IdentityUserLogin<PersonId>>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.HasKey(row => row.Id);
        account.HasIndex(row => row.NormalizedEmail).IsUnique();
        account.Property(row => row.Email).HasMaxLength(EmailAddress.MaximumLength);
        account.Property(row => row.NormalizedEmail).HasMaxLength(EmailAddress.MaximumLength).IsRequired();
        account.Property(row => row.UserName).HasMaxLength(EmailAddress.MaximumLength);
        account.Property(row => row.NormalizedUserName).HasMaxLength(EmailAddress.MaximumLength);
        account.Property(row => row.SecurityStamp).HasMaxLength(100);
        account.Property(row => row.ConcurrencyStamp).HasMaxLength(100).IsConcurrencyToken();
        // What the program does not ask of a person is not kept.
        account.Ignore(row => row.PhoneNumber);
        account.Ignore(row => row.PhoneNumberConfirmed);
        account.Ignore(row => row.TwoFactorEnabled);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<PersonId>> login)
    {
        login.ToTable("outside_logins");
        login.HasKey(row => new { row.LoginProvider, row.ProviderKey });
        login.Property(row => row.LoginProvider).HasColumnName("Issuer").HasMaxLength(500);
        login.Property(row => row.ProviderKey).HasColumnName("Subject").HasMaxLength(255);
        login.Property(row => row.ProviderDisplayName).HasMaxLength(200);
        login.HasOne<Account>().WithMany().HasForeignKey(row => row.UserId);
    }
}
