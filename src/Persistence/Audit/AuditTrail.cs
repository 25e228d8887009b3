using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Persistence.Audit;

/// <summary>Which events of a trail are asked for; null: whatever it is.</summary>
public sealed record AuditFilter
{
    public static readonly AuditFilter Everything = new();

    public string? Action { get; init; }

    public UserId? Actor { get; init; }

    public Guid? Subject { get; init; }

    public AuditOutcome? Outcome { get; init; }

    /// <summary>At this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    public IQueryable<AuditEvent> On(IQueryable<AuditEvent> rows)
    {
        if (Action is { } action)
        {
            rows = rows.Where(row => row.Action == action);
        }
        if (Actor is { } actor)
        {
            rows = rows.Where(row => row.ActorUserId == actor);
        }
        if (Subject is { } subject)
        {
            rows = rows.Where(row => row.SubjectId == subject);
        }
        if (Outcome is { } outcome)
        {
            rows = rows.Where(row => row.Outcome == outcome);
        }
        if (From is { } from)
        {
            rows = rows.Where(row => row.At >= from);
        }
        return To is { } to ? rows.Where(row => row.At < to) : rows;
    }
}

/// <summary>The trail of each organization: what no change could carry is added here, and read it is here too.</summary>
public sealed class AuditTrail(Database database, TimeProvider clock)
{
    private const int Batch = 500;

    private static readonly Tenant Everyone = Tenant.Everyone("An act is told to every organization that it concerns.");

    public static PageOrder<AuditEvent> Newest { get; } = PageOrder<AuditEvent>.ByDescending(row => row.Id);

    /// <summary>
    /// The rows of an act that was done and has none yet: it changed nothing, or by statements alone, outside of any save.
    /// </summary>
    public async Task WriteDoneAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Open(Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Changes.Add(Change.OfNothingNamed);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>An act that was refused; one whose actor belongs to no organization leaves nothing, since nobody could read it.</summary>
    public async Task WriteRefusedAsync(Act act, AuditOutcome outcome, string code, CancellationToken cancellationToken)
    {
        if (act.Organization is null)
        {
            return;
        }
        await using var db = database.Open(Everyone);
        await AuditWriter.WriteRefusedAsync(db, act, outcome, code, clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>What the context's tenant may read of it.</summary>
    public static IQueryable<AuditEvent> Of(PartnerGraphDb db, AuditFilter filter) =>
        filter.On(db.AuditEvents.AsNoTracking());

    /// <summary>An organization's whole trail, the oldest event first, batch by batch.</summary>
    public async IAsyncEnumerable<IReadOnlyList<AuditEvent>> ReadAsync(
        OrganizationId organization,
        AuditFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var page = PageRequest.FirstOf(Batch);
        while (true)
        {
            PageSlice<AuditEvent> slice;
            await using (var db = database.Open(Tenant.Of(organization)))
            {
                var rows = Of(db, filter).Where(row => row.OrganizationId == organization);
                slice = await rows.PageAsync(Oldest, page, cancellationToken);
            }
            yield return slice.Items;
            if (!slice.HasNextPage)
            {
                yield break;
            }
            page = PageRequest.FirstOf(Batch, slice.EndCursor);
        }
    }

    /// <summary>How many were forgotten.</summary>
    public static Task<int> DeleteBeforeAsync(
        PartnerGraphDb db,
        DateTimeOffset before,
        CancellationToken cancellationToken
    ) => db.AuditEvents.Where(row => row.At < before).ExecuteDeleteAsync(cancellationToken);

    private static PageOrder<AuditEvent> Oldest { get; } = PageOrder<AuditEvent>.By(row => row.Id);
}
