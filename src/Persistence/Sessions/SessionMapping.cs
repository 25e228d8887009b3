using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Persistence.Accounts;

namespace PartnerGraph.Persistence.Sessions;

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions");
        session.HasKey(row => row.Id);
        session.HasIndex(row => row.AccessHash).IsUnique();
        session.HasIndex(row => row.RefreshHash).IsUnique();
        session.HasIndex(row => row.FamilyId);
        session.HasIndex(row => row.PersonId);
        session.HasIndex(row => row.RefreshExpiresAt);
        session.Property(row => row.SecurityStamp).HasMaxLength(100);
    }
}
