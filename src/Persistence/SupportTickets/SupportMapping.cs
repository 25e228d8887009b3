using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.SupportTickets;

internal sealed class SupportMapping : IEntityTypeConfiguration<SupportTicket>
{
    public void Configure(EntityTypeBuilder<SupportTicket> ticket)
    {
        ticket.ToTable("support_tickets");
        ticket.HasKey(row => row.Id);
        ticket
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(row => row.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
        ticket.HasIndex(row => new { row.OrganizationId, row.Id });
        ticket.HasIndex(row => new { row.Status, row.Id });
        MapCase<SupportTicket>(ticket, "support_ticket_messages", "SupportTicketId");
    }

    /// <summary>What all cases have: a title, a version, and a thread in a table of its own.</summary>
    public static void MapCase<TCase>(EntityTypeBuilder<TCase> row, string messages, string foreignKey)
        where TCase : SupportCase
    {
        row.Property(one => one.Title).HasMaxLength(200);
        row.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        Expression<Func<TCase, IEnumerable<SupportMessage>?>> thread = one => one.Messages;
        row.OwnsMany(
            thread,
            message =>
            {
                message.ToTable(messages);
                message.WithOwner().HasForeignKey(foreignKey);
                message.HasKey(foreignKey, nameof(SupportMessage.Number));
                message.Property(one => one.Number).ValueGeneratedNever();
                message.Property(one => one.Author).HasMaxLength(200);
                message
                    .Property(one => one.Attachments)
                    .HasConversion(JsonText.ListConverter<Uri>(), JsonText.ListComparer<Uri>());
            }
        );
        row.Navigation(thread).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
