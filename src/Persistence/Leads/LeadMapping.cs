using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Leads;

internal sealed class LeadMapping : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> lead)
    {
        lead.ToTable("leads");
        lead.HasKey(row => row.Id);
        lead.Property(row => row.Company).HasMaxLength(200);
        lead.Property(row => row.ContactName).HasMaxLength(200);
        lead.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        BelongsTo(lead, nameof(Lead.EnteredById));
        BelongsTo(lead, nameof(Lead.ProviderId));
        BelongsTo(lead, nameof(Lead.ResellerId));
        lead.HasIndex(row => new { row.ProviderId, row.Id });
        lead.HasIndex(row => new { row.ResellerId, row.Id });
        lead.HasIndex(row => new { row.EnteredById, row.Id });
        lead.HasIndex(row => row.AnswerBy).HasFilter("status = 'Assigned'");
        lead.OwnsMany(
            row => row.History,
            transition =>
            {
                transition.ToTable("lead_transitions");
                transition.WithOwner().HasForeignKey("LeadId");
                transition.HasKey("LeadId", nameof(LeadTransition.Number));
                transition.Property(step => step.Number).ValueGeneratedNever();
                transition.Property(step => step.By).HasMaxLength(200);
            }
        );
        lead.Navigation(row => row.History).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    private static void BelongsTo(EntityTypeBuilder<Lead> row, string property) =>
        row.HasOne<Organization>().WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
}
