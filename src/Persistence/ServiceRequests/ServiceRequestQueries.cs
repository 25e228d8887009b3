using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.ServiceRequests;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;
using PartnerGraph.Persistence.SupportTickets;

namespace PartnerGraph.Persistence.ServiceRequests;

/// <summary>A service request as it is read. Members that were not asked for have their default.</summary>
public sealed class ServiceRequestRow
{
    public ServiceRequestId Id { get; init; }
    public OrganizationId CustomerId { get; init; }
    public OrganizationId RequestedById { get; init; }
    public CustomerSubscriptionId? SubscriptionId { get; init; }
    public ProductFamily? ProductFamily { get; init; }
    public string Title { get; init; } = "";
    public CaseStatus Status { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
}

public static class ServiceRequestQueries
{
    public static PageOrder<ServiceRequestRow> Newest { get; } =
        PageOrder<ServiceRequestRow>.ByDescending(row => row.Id);

    private static readonly RowSelector<ServiceRequest, ServiceRequestRow> Select = new(request => new ServiceRequestRow
    {
        Id = request.Id,
        CustomerId = request.CustomerId,
        RequestedById = request.RequestedById,
        SubscriptionId = request.SubscriptionId,
        ProductFamily = request.ProductFamily,
        Title = request.Title,
        Status = request.Status,
        CreatedAt = request.CreatedAt,
        UpdatedAt = request.UpdatedAt,
        ClosedAt = request.ClosedAt,
    });

    private static readonly IReadOnlySet<string> WithCustomer = Newest
        .Members.Append(nameof(ServiceRequestRow.CustomerId))
        .ToHashSet(StringComparer.Ordinal);

    public static async Task<IReadOnlyDictionary<ServiceRequestId, ServiceRequestRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<ServiceRequestId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .ServiceRequests.Where(request => ids.Contains(request.Id))
            .Select(Select.Narrow(members, Newest.Members))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>The requests that the tenant sees, narrowed by what is given.</summary>
    public static IQueryable<ServiceRequest> Of(PartnerGraphDb db, OrganizationId? customer, CaseStatus? status)
    {
        IQueryable<ServiceRequest> requests = db.ServiceRequests;
        if (customer is { } one)
        {
            requests = requests.Where(request => request.CustomerId == one);
        }
        return status is { } wanted ? requests.Where(request => request.Status == wanted) : requests;
    }

    public static Task<PageSlice<ServiceRequestRow>> PageAsync(
        IQueryable<ServiceRequest> requests,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) => requests.Select(Select.Narrow(members, Newest.Members)).PageAsync(Newest, page, cancellationToken);

    /// <summary>The same page of the requests of each of these customers, in one statement.</summary>
    public static Task<IReadOnlyDictionary<OrganizationId, PageSlice<ServiceRequestRow>>> PagesOfEachAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> customers,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        db.ServiceRequests.PagesOfEachAsync(
            request => request.CustomerId,
            customers,
            Select.Narrow(members, WithCustomer),
            row => row.CustomerId,
            Newest,
            page,
            cancellationToken
        );

    /// <summary>How many requests each of these customers has that has any.</summary>
    public static async Task<IReadOnlyDictionary<OrganizationId, int>> CountsOfEachAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> customers,
        CancellationToken cancellationToken
    ) =>
        await db
            .ServiceRequests.Where(request => customers.Contains(request.CustomerId))
            .GroupBy(request => request.CustomerId)
            .Select(requests => new { requests.Key, Count = requests.Count() })
            .ToDictionaryAsync(requests => requests.Key, requests => requests.Count, cancellationToken);

    public static async Task<ILookup<Guid, SupportMessageRow>> MessagesAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<ServiceRequestId> ids,
        CancellationToken cancellationToken
    )
    {
        var messages = await db
            .ServiceRequests.AsNoTracking()
            .Where(request => ids.Contains(request.Id))
            .SelectMany(
                request => request.Messages,
                (request, message) =>
                    new SupportMessageRow(
                        request.Id.Value,
                        message.Number,
                        message.Side,
                        message.Author,
                        message.Text,
                        message.Attachments,
                        message.At
                    )
            )
            .ToListAsync(cancellationToken);
        return messages.OrderBy(message => message.Number).ToLookup(message => message.CaseId);
    }
}
