using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Administration;

/// <summary>A grant of the caller's organization, on either side, found, changed by its own rule, and saved.</summary>
internal static class GrantChange
{
    /// <summary>Whoever loses a race for the grant looks again: what the winner did then tells the reason.</summary>
    public static async Task<Outcome<AdministrationGrantId>> DoAsync(
        Database database,
        Caller caller,
        string id,
        Func<AdministrationGrant, Outcome> change,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.AdministrationGrant, id) is not { } known)
        {
            return new NotFound().At("administrationGrantId");
        }

        var key = new AdministrationGrantId(known);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await using var db = database.Open(Tenant.Of(caller.Organization));
            if (await db.AdministrationGrants.SingleOrDefaultAsync(row => row.Id == key, cancellation) is not { } grant)
            {
                return new NotFound().At("administrationGrantId");
            }

            var outcome = change(grant);
            if (!outcome.IsDone)
            {
                return Outcome.Refused<AdministrationGrantId>([.. outcome.Refusals.Select(OfGrant)]);
            }

            if (await db.SaveInRaceAsync(cancellation) is SaveResult.Saved)
            {
                return key;
            }
        }

        return new ChangedMeanwhile();
    }

    private static Refusal OfGrant(Refusal refusal) =>
        refusal.Path.Count == 0 ? refusal.At("administrationGrantId") : refusal;
}
