using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PartnerGraph.Persistence.Memberships;

internal sealed class MembershipMapping
    : IEntityTypeConfiguration<MembershipAccount>,
        IEntityTypeConfiguration<MembershipRow>,
        IEntityTypeConfiguration<MembershipSession>
{
    public void Configure(EntityTypeBuilder<MembershipAccount> account)
    {
        account.ToTable("membership_accounts");
        account.HasKey(row => row.UserName);
        account.Property(row => row.UserName).HasMaxLength(254);
    }

    public void Configure(EntityTypeBuilder<MembershipRow> row)
    {
        row.ToTable("membership_profiles");
        row.HasKey(profile => profile.MpnId);
        row.Property(profile => profile.MpnId).HasMaxLength(50);
        row.Property(profile => profile.UserName).HasMaxLength(254);
        row.Property(profile => profile.OrganizationName).HasMaxLength(200);
        row.Property(profile => profile.Domain).HasMaxLength(253);
        row.PrimitiveCollection(profile => profile.Incentives);
        row.PrimitiveCollection(profile => profile.Benefits);
        row.PrimitiveCollection(profile => profile.Competencies);
        row.HasOne<MembershipAccount>().WithMany().HasForeignKey(profile => profile.UserName);
    }

    public void Configure(EntityTypeBuilder<MembershipSession> session)
    {
        session.ToTable("membership_sessions");
        session.HasKey(row => row.SecretHash);
        session.Property(row => row.UserName).HasMaxLength(254);
        session.HasIndex(row => new { row.OrganizationId, row.ExpiresAt });
    }
}
