using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.ServiceHealth;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.ServiceHealth;

internal sealed class ServiceHealthMapping
    : IEntityTypeConfiguration<MonitoredService>,
        IEntityTypeConfiguration<ServiceIncident>
{
    public void Configure(EntityTypeBuilder<MonitoredService> service)
    {
        service.ToTable("monitored_services");
        service.HasKey(row => row.Id);
        service.Property(row => row.Name).HasMaxLength(MonitoredService.NameLength);
        service.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        service.HasIndex(row => row.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ServiceIncident> incident)
    {
        incident.ToTable("service_incidents");
        incident.HasKey(row => row.Id);
        incident.Property(row => row.Service).HasMaxLength(MonitoredService.NameLength);
        incident.Property<int>(ModelConventions.Version).IsConcurrencyToken();
        incident
            .HasOne<MonitoredService>()
            .WithMany()
            .HasForeignKey(row => row.ServiceId)
            .OnDelete(DeleteBehavior.Restrict);
        // One at a time, also where two are opened at the same moment.
        incident
            .HasIndex(row => row.ServiceId)
            .HasDatabaseName("ux_service_incidents_open")
            .IsUnique()
            .HasFilter("resolved_at is null");
        incident.HasIndex(row => new { row.ServiceId, row.Id });
        incident.OwnsMany(
            row => row.Updates,
            update =>
            {
                update.ToTable("service_incident_updates");
                update.WithOwner().HasForeignKey("ServiceIncidentId");
                update.HasKey("ServiceIncidentId", nameof(IncidentUpdate.Number));
                update.Property(row => row.Number).ValueGeneratedNever();
                update.Property(row => row.By).HasMaxLength(200);
            }
        );
        incident.Navigation(row => row.Updates).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
