namespace PartnerGraph.Persistence.Databases;

public static class RowVersions
{
    /// <summary>The version of a row as it was read; it rises with every change that is saved.</summary>
    public static int VersionOf(this PartnerGraphDb db, object row) =>
        (int)db.Entry(row).Property(ModelConventions.Version).OriginalValue!;
}
