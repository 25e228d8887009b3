using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Enrollments;

internal sealed class EnrollmentMapping : IEntityTypeConfiguration<Enrollment>
{
    public void Configure(EntityTypeBuilder<Enrollment> enrollment)
    {
        enrollment.ToTable("enrollments");
        enrollment.HasKey(row => row.Id);
        enrollment.Property(row => row.LegalName).HasMaxLength(200);
        enrollment.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        enrollment.Ignore(row => row.LegalProfile);
        enrollment.HasOne<Organization>().WithMany().HasForeignKey(row => row.OrganizationId);
        enrollment.HasIndex(row => row.LinkSecretHash).IsUnique();
        enrollment.HasIndex(row => new { row.Status, row.Id });
        enrollment.HasIndex(row => new { row.OrganizationId, row.Id });
        // One open enrollment an organization, also where two are started at the same moment.
        enrollment
            .HasIndex(row => row.OrganizationId)
            .HasDatabaseName("ux_enrollments_open")
            .IsUnique()
            .HasFilter("status in ('Draft', 'AwaitingEmailVerification', 'InReview', 'ActionRequired')");
        enrollment.OwnsMany(
            row => row.History,
            transition =>
            {
                transition.ToTable("enrollment_transitions");
                transition.WithOwner().HasForeignKey("EnrollmentId");
                transition.HasKey("EnrollmentId", nameof(EnrollmentTransition.Number));
                transition.Property(step => step.Number).ValueGeneratedNever();
                transition.Property(step => step.By).HasMaxLength(200);
            }
        );
        enrollment.Navigation(row => row.History).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
