using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.ServiceRequests;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.SupportTickets;

namespace PartnerGraph.Persistence.ServiceRequests;

internal sealed class ServiceRequestMapping : IEntityTypeConfiguration<ServiceRequest>
{
    public void Configure(EntityTypeBuilder<ServiceRequest> request)
    {
        request.ToTable("service_requests");
        request.HasKey(row => row.Id);
        BelongsTo(request, nameof(ServiceRequest.CustomerId));
        BelongsTo(request, nameof(ServiceRequest.RequestedById));
        BelongsTo(request, nameof(ServiceRequest.ResellerId));
        request
            .HasOne<CustomerSubscription>()
            .WithMany()
            .HasForeignKey(row => row.SubscriptionId)
            .OnDelete(DeleteBehavior.Restrict);
        request.HasIndex(row => new { row.CustomerId, row.Id });
        request.HasIndex(row => new { row.Status, row.Id });
        SupportMapping.MapCase<ServiceRequest>(request, "service_request_messages", "ServiceRequestId");
    }

    private static void BelongsTo(EntityTypeBuilder<ServiceRequest> row, string property) =>
        row.HasOne<Organization>().WithMany().HasForeignKey(property).OnDelete(DeleteBehavior.Restrict);
}
