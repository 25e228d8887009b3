using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace PartnerGraph.Persistence.Databases;

/// <summary>A time as a statement of our own has to give it to the database, which EF Core does for its own ones.</summary>
internal static class StoredTime
{
    public static object Of(DbContext db, DateTimeOffset time) =>
        db.Database.IsSqlite()
            ? time.UtcDateTime.ToString(SortableTextConverter.Format, CultureInfo.InvariantCulture)
            : time.ToUniversalTime();
}
