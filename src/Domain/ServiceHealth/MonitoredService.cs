using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.ServiceHealth;

public enum ServiceState
{
    Operational,
    Degraded,
    Interrupted,
}

/// <summary>What came of a report: the incident that it opened, where it opened one.</summary>
public sealed record HealthReport(ServiceIncident? Opened);

/// <summary>
/// A service of which the program tells how it is (R43). It belongs to a product family: whoever subscribes to an offer of the family
/// uses it.
/// </summary>
public sealed class MonitoredService
{
    public const int NameLength = 100;

    private MonitoredService() { }

    public MonitoredServiceId Id { get; private set; }

    /// <summary>Unique, and for good: history stands under it.</summary>
    public string Name { get; private set; } = "";
    public ProductFamily ProductFamily { get; private set; }
    public ServiceState State { get; private set; }

    /// <summary>Since when it is so.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>A service that nobody told of before: it works until the first report.</summary>
    public static Outcome<MonitoredService> Watch(
        MonitoredServiceId id,
        string? name,
        ProductFamily? family,
        DateTimeOffset now
    )
    {
        if (TextRules.Line(name, NameLength) is { } refusal)
        {
            return refusal.At("service");
        }

        return family is { } known
            ? new MonitoredService
            {
                Id = id,
                Name = name!.Trim(),
                ProductFamily = known,
                Since = now,
            }
            : new ValueRequired().At("productFamily");
    }

    /// <summary>
    /// The state of this moment. Trouble opens an incident, news of it are added to the open one, and the end of the trouble resolves it.
    /// </summary>
    /// <param name="family">As the report names it; null: whichever it is.</param>
    /// <param name="open">The service's open incident.</param>
    /// <param name="id">For the incident, should one be opened.</param>
    public Outcome<HealthReport> Report(
        ServiceState state,
        string? message,
        ProductFamily? family,
        ServiceIncident? open,
        ServiceIncidentId id,
        Actor by,
        DateTimeOffset now
    )
    {
        if (Refuse(state, message, family, open) is { } refusal)
        {
            return refusal;
        }

        if (state != State)
        {
            (State, Since) = (state, now);
        }

        if (open is not null)
        {
            open.Update(state, message, by, now);
            return new HealthReport(null);
        }

        var opened = state is ServiceState.Operational ? null : ServiceIncident.Open(id, this, message!, by, now);
        return new HealthReport(opened);
    }

    private Refusal? Refuse(ServiceState state, string? message, ProductFamily? family, ServiceIncident? open)
    {
        if (family is { } named && named != ProductFamily)
        {
            return new ServiceOfOtherFamily(Name, ProductFamily).At("productFamily");
        }

        if (state is ServiceState.Operational && open is null)
        {
            return new NoIncidentOpen(Name).At("state");
        }

        // The end of an incident may go without words; its beginning and its news may not.
        var needsWords = state is not ServiceState.Operational || message is not null;
        return needsWords ? TextRules.Paragraphs(message, TextRules.ReasonLength)?.At("message") : null;
    }
}
