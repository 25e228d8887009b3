using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Invitations;

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.HasKey(row => row.Id);
        invitation.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        invitation
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(row => row.InviterId)
            .OnDelete(DeleteBehavior.Restrict);
        invitation
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(row => row.IndirectProviderId)
            .OnDelete(DeleteBehavior.Restrict);
        invitation.HasIndex(row => row.SecretHash).IsUnique();
        invitation.HasIndex(row => new { row.InviterId, row.Id });
        invitation.HasIndex(row => new { row.IndirectProviderId, row.Id });
        // Quotas count what was sent of late.
        invitation.HasIndex(row => new { row.RecipientEmail, row.LinkIssuedAt });
        invitation.HasIndex(row => row.ExpiresAt).HasFilter("status in ('Draft', 'Queued', 'Sent', 'Viewed')");
    }
}
