using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.ServiceHealth;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.ServiceHealth;

/// <summary>How a service is, as it is read.</summary>
public sealed class ServiceHealthRow
{
    public MonitoredServiceId Id { get; init; }
    public string Service { get; init; } = "";
    public ProductFamily ProductFamily { get; init; }
    public ServiceState State { get; init; }
    public DateTimeOffset Since { get; init; }
}

/// <summary>An incident as it is read. Members that were not asked for have their default.</summary>
public sealed class ServiceIncidentRow
{
    public ServiceIncidentId Id { get; init; }
    public MonitoredServiceId ServiceId { get; init; }
    public string Service { get; init; } = "";
    public ProductFamily ProductFamily { get; init; }
    public ServiceState State { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
}

public sealed record IncidentUpdateRow(
    ServiceIncidentId IncidentId,
    int Number,
    ServiceState State,
    string? Message,
    DateTimeOffset At
);

public static class ServiceHealthQueries
{
    public static PageOrder<ServiceHealthRow> ByName { get; } =
        PageOrder<ServiceHealthRow>.By(row => row.Service).ThenBy(row => row.Id);

    public static PageOrder<ServiceIncidentRow> Newest { get; } =
        PageOrder<ServiceIncidentRow>.ByDescending(row => row.Id);

    private static readonly RowSelector<MonitoredService, ServiceHealthRow> SelectHealth = new(
        service => new ServiceHealthRow
        {
            Id = service.Id,
            Service = service.Name,
            ProductFamily = service.ProductFamily,
            State = service.State,
            Since = service.Since,
        }
    );

    private static readonly RowSelector<ServiceIncident, ServiceIncidentRow> SelectIncident = new(
        incident => new ServiceIncidentRow
        {
            Id = incident.Id,
            ServiceId = incident.ServiceId,
            Service = incident.Service,
            ProductFamily = incident.ProductFamily,
            State = incident.State,
            Since = incident.Since,
            ResolvedAt = incident.ResolvedAt,
        }
    );

    public static IQueryable<MonitoredService> Services(PartnerGraphDb db, ProductFamily? family) =>
        family is { } wanted
            ? db.MonitoredServices.Where(service => service.ProductFamily == wanted)
            : db.MonitoredServices;

    public static Task<PageSlice<ServiceHealthRow>> PageAsync(
        IQueryable<MonitoredService> services,
        PageRequest page,
        CancellationToken cancellationToken
    ) => services.Select(SelectHealth.Full).PageAsync(ByName, page, cancellationToken);

    public static async Task<IReadOnlyDictionary<MonitoredServiceId, ServiceHealthRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<MonitoredServiceId> ids,
        CancellationToken cancellationToken
    ) =>
        await db
            .MonitoredServices.Where(service => ids.Contains(service.Id))
            .Select(SelectHealth.Full)
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>
    /// The services that each customer uses: those of the product families of the subscriptions that the tenant sees and that are not
    /// over.
    /// </summary>
    public static async Task<ILookup<OrganizationId, ServiceHealthRow>> OfCustomersAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> customers,
        CancellationToken cancellationToken
    )
    {
        var used = await (
            from subscription in db.Subscriptions
            join offer in db.Offers on subscription.OfferId equals offer.Id
            where customers.Contains(subscription.CustomerId) && subscription.Status != SubscriptionStatus.Cancelled
            select new { subscription.CustomerId, offer.ProductFamily }
        )
            .Distinct()
            .ToListAsync(cancellationToken);
        var families = used.Select(one => one.ProductFamily).Distinct().ToList();
        var services = await db
            .MonitoredServices.Where(service => families.Contains(service.ProductFamily))
            .OrderBy(service => service.Name)
            .Select(SelectHealth.Full)
            .ToListAsync(cancellationToken);
        return (
            from service in services
            from one in used
            where one.ProductFamily == service.ProductFamily
            select (one.CustomerId, Service: service)
        ).ToLookup(one => one.CustomerId, one => one.Service);
    }

    public static IQueryable<ServiceIncident> Incidents(
        PartnerGraphDb db,
        string? service,
        ProductFamily? family,
        bool openOnly
    )
    {
        IQueryable<ServiceIncident> incidents = db.ServiceIncidents;
        if (service is not null)
        {
            var named = ComparableText.Of(service);
            incidents = incidents.Where(incident => incident.Service == named);
        }
        if (family is { } wanted)
        {
            incidents = incidents.Where(incident => incident.ProductFamily == wanted);
        }
        return openOnly ? incidents.Where(incident => incident.ResolvedAt == null) : incidents;
    }

    public static Task<PageSlice<ServiceIncidentRow>> PageAsync(
        IQueryable<ServiceIncident> incidents,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) => incidents.Select(SelectIncident.Narrow(members, Newest.Members)).PageAsync(Newest, page, cancellationToken);

    public static async Task<IReadOnlyDictionary<ServiceIncidentId, ServiceIncidentRow>> IncidentsByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<ServiceIncidentId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .ServiceIncidents.Where(incident => ids.Contains(incident.Id))
            .Select(SelectIncident.Narrow(members, Newest.Members))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>The open incident of each of these services that has one.</summary>
    public static async Task<IReadOnlyDictionary<MonitoredServiceId, ServiceIncidentRow>> OpenOfAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<MonitoredServiceId> services,
        CancellationToken cancellationToken
    ) =>
        await db
            .ServiceIncidents.Where(incident => services.Contains(incident.ServiceId) && incident.ResolvedAt == null)
            .Select(SelectIncident.Full)
            .ToDictionaryAsync(row => row.ServiceId, cancellationToken);

    public static async Task<ILookup<ServiceIncidentId, IncidentUpdateRow>> UpdatesAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<ServiceIncidentId> ids,
        CancellationToken cancellationToken
    )
    {
        var updates = await db
            .ServiceIncidents.AsNoTracking()
            .Where(incident => ids.Contains(incident.Id))
            .SelectMany(
                incident => incident.Updates,
                (incident, update) =>
                    new IncidentUpdateRow(incident.Id, update.Number, update.State, update.Message, update.At)
            )
            .ToListAsync(cancellationToken);
        return updates.OrderBy(update => update.Number).ToLookup(update => update.IncidentId);
    }
}
