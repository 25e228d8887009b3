using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;

namespace PartnerGraph.Graph.Partnerships;

internal static class OwnPartnership
{
    /// <summary>Null for an unknown id, and for a partnership of others alike.</summary>
    public static async Task<Partnership?> FindAsync(
        PartnerGraphDb db,
        string id,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.Partnership, id) is not { } known)
        {
            return null;
        }

        var key = new PartnershipId(known);
        return await db.Partnerships.SingleOrDefaultAsync(
            row => row.Id == key && (row.ProviderId == caller.Organization || row.ResellerId == caller.Organization),
            cancellation
        );
    }
}
