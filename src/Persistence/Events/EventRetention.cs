using Microsoft.EntityFrameworkCore;

namespace PartnerGraph.Persistence.Events;

/// <summary>Forgets the oldest events of each organization. What is kept has no holes: so "kept since" is one position.</summary>
public static class EventRetention
{
    /// <summary>How many were forgotten. To be asked for everyone.</summary>
    public static async Task<int> ForgetAsync(
        PartnerGraphDb db,
        DateTimeOffset before,
        CancellationToken cancellationToken
    )
    {
        var organizations = await db
            .Events.Where(row => row.OccurredAt < before)
            .Select(row => row.OrganizationId)
            .Distinct()
            .ToListAsync(cancellationToken);
        var forgotten = 0;
        foreach (var organization in organizations)
        {
            var own = db.Events.Where(row => row.OrganizationId == organization);
            // Clocks of several servers differ: an event a little younger may stand before an older one, and then both stay.
            var kept = await own.Where(row => row.OccurredAt >= before)
                .MinAsync(row => (long?)row.Position, cancellationToken);
            var lower = kept is { } first ? own.Where(row => row.Position < first) : own;
            forgotten += await lower.ExecuteDeleteAsync(cancellationToken);
        }
        return forgotten;
    }
}
