using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.ServiceHealth;

/// <summary>What was told of an incident, once.</summary>
/// <param name="Number">Counts from 1 within the incident.</param>
/// <param name="Message">Null where only its end was told.</param>
public sealed record IncidentUpdate(
    int Number,
    ServiceState State,
    string? Message,
    DateTimeOffset At,
    string By,
    UserId? ByUserId
);

/// <summary>Trouble with a service, from its first report to its end.</summary>
public sealed class ServiceIncident
{
    private readonly List<IncidentUpdate> _updates = [];

    private ServiceIncident() { }

    public ServiceIncidentId Id { get; private set; }
    public MonitoredServiceId ServiceId { get; private set; }

    /// <summary>The service's name and family; neither ever changes.</summary>
    public string Service { get; private set; } = "";
    public ProductFamily ProductFamily { get; private set; }

    /// <summary>How the service is; operational once the incident is over.</summary>
    public ServiceState State { get; private set; }
    public DateTimeOffset Since { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>All that was told, the first report first.</summary>
    public IReadOnlyList<IncidentUpdate> Updates => _updates;

    internal static ServiceIncident Open(
        ServiceIncidentId id,
        MonitoredService service,
        string message,
        Actor by,
        DateTimeOffset now
    )
    {
        var incident = new ServiceIncident
        {
            Id = id,
            ServiceId = service.Id,
            Service = service.Name,
            ProductFamily = service.ProductFamily,
            Since = now,
        };
        incident.Update(service.State, message, by, now);
        return incident;
    }

    internal void Update(ServiceState state, string? message, Actor by, DateTimeOffset now)
    {
        State = state;
        ResolvedAt = state is ServiceState.Operational ? now : null;
        _updates.Add(new IncidentUpdate(_updates.Count + 1, state, message?.Trim(), now, by.Name, by.User));
    }
}
