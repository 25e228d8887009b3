using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Webhooks;

internal sealed class WebhookMapping
    : IEntityTypeConfiguration<WebhookEndpoint>,
        IEntityTypeConfiguration<WebhookDelivery>,
        IEntityTypeConfiguration<WebhookAttempt>
{
    public void Configure(EntityTypeBuilder<WebhookEndpoint> endpoint)
    {
        endpoint.ToTable("webhook_endpoints");
        endpoint.HasKey(row => row.Id);
        endpoint.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        endpoint.Property(row => row.Url).HasMaxLength(WebhookUrl.MaximumLength);
        endpoint.Property(row => row.Description).HasMaxLength(200);
        endpoint
            .Property(row => row.Kinds)
            .HasConversion(JsonText.ListConverter<string>(), JsonText.ListComparer<string>());
        endpoint.HasIndex(row => new { row.OrganizationId, row.Id });
    }

    public void Configure(EntityTypeBuilder<WebhookDelivery> delivery)
    {
        delivery.ToTable("webhook_deliveries");
        delivery.HasKey(row => row.Id);
        delivery.Ignore(row => row.WebhookId);
        delivery.Property(row => row.Kind).HasMaxLength(100);
        delivery.Property(row => row.LeaseOwner).HasMaxLength(200);
        delivery.Property(row => row.LastError).HasMaxLength(1000);
        delivery
            .Property(row => row.NextAttemptAt)
            .ValueGeneratedOnAdd()
            .HasAnnotation(ModelConventions.DatabaseTime, true);
        delivery
            .HasOne<WebhookEndpoint>()
            .WithMany()
            .HasForeignKey(row => row.EndpointId)
            .OnDelete(DeleteBehavior.Cascade);
        // One a position, whoever reads the events how often.
        delivery.HasIndex(row => new { row.EndpointId, row.Position }).IsUnique();
        delivery.HasIndex(row => new { row.EndpointId, row.Id });
        delivery
            .HasIndex(row => new
            {
                row.EndpointId,
                row.NextAttemptAt,
                row.Id,
            })
            .HasDatabaseName("ix_webhook_deliveries_turn")
            .HasFilter("status in ('Pending', 'Retrying')");
    }

    public void Configure(EntityTypeBuilder<WebhookAttempt> attempt)
    {
        attempt.ToTable("webhook_attempts");
        attempt.HasKey(row => row.Id);
        attempt.Property(row => row.Error).HasMaxLength(1000);
        attempt
            .HasOne<WebhookDelivery>()
            .WithMany()
            .HasForeignKey(row => row.DeliveryId)
            .OnDelete(DeleteBehavior.Cascade);
        attempt.HasIndex(row => new { row.DeliveryId, row.Id });
    }
}
