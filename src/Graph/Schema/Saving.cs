using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Persistence;

namespace PartnerGraph.Graph.Schema;

/// <summary>Somebody else changed the same thing at the same moment; nothing was saved.</summary>
public sealed record ChangedMeanwhile() : Refusal(UserErrorCode.Conflict, "conflict.changedMeanwhile");

internal static class Saving
{
    /// <summary>Null when it is saved, with its mails and events; a refusal where another was faster.</summary>
    public static async Task<Refusal?> TrySaveAsync(this PartnerGraphDb db, CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return new ChangedMeanwhile();
        }
    }
}
