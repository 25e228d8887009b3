using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.ServiceHealth;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.ServiceHealth;

public sealed record SetServiceHealthInput(
    string Service,
    ServiceState State,
    string? Message,
    ProductFamily? ProductFamily
);

public sealed record SetServiceHealthPayload : Payload
{
    public MonitoredServiceId? ServiceHealth { get; init; }
}

/// <summary>R43: the operator tells how a service is. One that it names for the first time is told of from then on.</summary>
public sealed class SetServiceHealth(Database database, TimeProvider clock)
    : IMutation<SetServiceHealthInput, SetServiceHealthPayload>
{
    /// <summary>Who loses a race decides once more by what the winner told.</summary>
    public async Task<SetServiceHealthPayload> ExecuteAsync(
        SetServiceHealthInput input,
        RequestState request,
        CancellationToken cancellation
    ) =>
        await TryAsync(input, request.SignedIn, cancellation)
        ?? await TryAsync(input, request.SignedIn, cancellation)
        ?? new SetServiceHealthPayload { Errors = [new ChangedMeanwhile()] };

    private async Task<SetServiceHealthPayload?> TryAsync(
        SetServiceHealthInput input,
        Caller caller,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(caller.Organization));
        var now = clock.GetUtcNow();
        if (!(await ServiceAsync(db, input, now, cancellation)).TryGet(out var service, out var refusals))
        {
            return new SetServiceHealthPayload { Errors = refusals };
        }

        var isNew = db.Entry(service).State is EntityState.Added;
        if (!isNew || input.State is not ServiceState.Operational)
        {
            var reported = await ReportAsync(db, service, input, caller, now, cancellation);
            if (!reported.IsDone)
            {
                return new SetServiceHealthPayload { Errors = reported.Refusals };
            }
        }

        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved
            ? new SetServiceHealthPayload { ServiceHealth = service.Id }
            : null;
    }

    private static async Task<Outcome<MonitoredService>> ServiceAsync(
        PartnerGraphDb db,
        SetServiceHealthInput input,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var name = input.Service.Trim();
        if (await db.MonitoredServices.SingleOrDefaultAsync(row => row.Name == name, cancellation) is { } known)
        {
            return known;
        }

        var id = new MonitoredServiceId(Guid.CreateVersion7(now));
        var watched = MonitoredService.Watch(id, input.Service, input.ProductFamily, now);
        if (watched.TryGet(out var service, out _))
        {
            db.MonitoredServices.Add(service);
        }

        return watched;
    }

    private static async Task<Outcome> ReportAsync(
        PartnerGraphDb db,
        MonitoredService service,
        SetServiceHealthInput input,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var open = await db.ServiceIncidents.SingleOrDefaultAsync(
            row => row.ServiceId == service.Id && row.ResolvedAt == null,
            cancellation
        );
        var id = new ServiceIncidentId(Guid.CreateVersion7(now));
        var report = service.Report(input.State, input.Message, input.ProductFamily, open, id, caller.Actor, now);
        if (report.TryGet(out var done, out _) && done.Opened is { } opened)
        {
            db.ServiceIncidents.Add(opened);
        }

        return report.WithoutValue();
    }
}
