using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Events;

/// <summary>
/// The one place where changes are saved: rows get their tenant, the aggregates' events become mails to send and positions in the
/// event log, and all of it commits together or not at all.
/// </summary>
internal sealed class ChangeSaver(EventSignal events, OutboxSignal outbox, TimeProvider clock)
{
    /// <summary>When what is saved now was done.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<int> SaveAsync(PartnerGraphDb db, CancellationToken cancellationToken)
    {
        var entries = db.ChangeTracker.Entries().ToList();
        TenantStamp.Apply(db, entries);
        RaiseVersions(entries);
        SearchTexts.Fill(entries);
        var isTrailed = Trail.Note(db, entries);

        var sources = entries
            .Select(entry => entry.Entity)
            .OfType<EventSource>()
            .Where(source => source.PendingEvents().Count > 0)
            .ToList();
        var happened = sources.SelectMany(source => source.PendingEvents()).Concat(db.Announced).ToList();
        var hasMails = HasNewMessages(entries);
        var saved =
            happened.Count == 0 && !isTrailed
                ? await SaveAloneAsync(db, hasMails, cancellationToken)
                : await SaveWithEventsAsync(db, sources, happened, hasMails, cancellationToken);
        foreach (var source in sources)
        {
            source.ClearEvents();
        }
        db.ClearAnnounced();
        if (db.Database.CurrentTransaction is null)
        {
            db.Ring();
        }
        return saved;
    }

    private Task<int> SaveAloneAsync(PartnerGraphDb db, bool hasMails, CancellationToken cancellationToken)
    {
        db.RingLater(new Rings(this, hasMails, new HashSet<OrganizationId>()));
        return db.SaveRowsAsync(cancellationToken);
    }

    private async Task<int> SaveWithEventsAsync(
        PartnerGraphDb db,
        List<EventSource> sources,
        List<DomainEvent> happened,
        bool hasMails,
        CancellationToken cancellationToken
    )
    {
        await using var own = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(cancellationToken)
            : null;
        var saved = await db.SaveRowsAsync(cancellationToken);
        if (happened.Count > 0)
        {
            await TellAsync(db, sources, happened, hasMails, cancellationToken);
        }
        else
        {
            db.RingLater(new Rings(this, hasMails, new HashSet<OrganizationId>()));
        }
        if (own is not null)
        {
            await own.CommitAsync(cancellationToken);
        }
        return saved;
    }

    /// <summary>Other organizations are told too, whose rows are not the tenant's to write.</summary>
    private async Task TellAsync(
        PartnerGraphDb db,
        List<EventSource> sources,
        List<DomainEvent> happened,
        bool hasMails,
        CancellationToken cancellationToken
    )
    {
        await using var system = await SystemPart.BeginAsync(db, cancellationToken);
        var admins = await ToldAdmins.OfAsync(db, happened, cancellationToken);
        // Last, so that the counters' row locks are held as briefly as can be.
        var stored = await EventWriter.AddAsync(db, happened, cancellationToken);
        var mails = OutboxWriter.Add(db, sources, admins, Now);
        db.RingLater(
            new Rings(this, hasMails || mails.Count > 0, happened.SelectMany(one => one.Concerns).ToHashSet())
        );
        await SaveToldAsync(db, [.. stored, .. mails], cancellationToken);
    }

    /// <summary>What was added on the aggregates' behalf is taken back when saving fails, so that a second try does not double it.</summary>
    private static async Task SaveToldAsync(
        PartnerGraphDb db,
        IReadOnlyList<object> added,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await db.SaveRowsAsync(cancellationToken);
        }
        catch
        {
            foreach (var row in added)
            {
                db.Entry(row).State = EntityState.Detached;
            }
            throw;
        }
    }

    private static bool HasNewMessages(List<EntityEntry> entries) =>
        entries.Exists(entry => entry is { State: EntityState.Added, Entity: OutboxMessage });

    private static void RaiseVersions(List<EntityEntry> entries)
    {
        foreach (var entry in entries.Where(entry => entry.State == EntityState.Modified))
        {
            if (
                entry.Metadata.FindProperty(ModelConventions.Version) is { IsConcurrencyToken: true } version
                && version.IsShadowProperty()
            )
            {
                var property = entry.Property(ModelConventions.Version);
                property.CurrentValue = (int)property.OriginalValue! + 1;
            }
        }
    }

    /// <summary>Whom to wake up once the transaction is committed.</summary>
    internal sealed record Rings(ChangeSaver Saver, bool Outbox, IReadOnlySet<OrganizationId> Organizations)
    {
        public void Ring()
        {
            if (Outbox)
            {
                Saver.RingOutbox();
            }
            Saver.RingEvents(Organizations);
        }
    }

    private void RingOutbox() => outbox.Ring();

    private void RingEvents(IReadOnlySet<OrganizationId> organizations)
    {
        foreach (var organization in organizations)
        {
            events.Ring(organization);
        }
    }
}
