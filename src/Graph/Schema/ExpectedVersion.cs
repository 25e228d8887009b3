using PartnerGraph.Domain.Refusals;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Schema;

/// <summary>Whoever edits says which state the change builds on. Two who say the same at the same moment are told apart when they save.</summary>
internal static class ExpectedVersion
{
    /// <param name="expected">Null: the caller did not say.</param>
    public static Refusal? Refuse(PartnerGraphDb db, object row, int? expected)
    {
        var current = db.VersionOf(row);
        return expected is null || expected == current ? null : new VersionOutdated(current).At("version");
    }
}
