using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace PartnerGraph.Persistence.Databases;

/// <summary>What came of saving beside others who save at the same moment.</summary>
public enum SaveResult
{
    Saved,

    /// <summary>A row was changed since it was read; nothing is saved.</summary>
    ChangedMeanwhile,

    /// <summary>A value that must be unique was taken by somebody else; nothing is saved.</summary>
    Taken,
}

public static class RacedSave
{
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    /// <summary>
    /// Saves where losing a race is an expected answer. After anything but <see cref="SaveResult.Saved"/> the context and its
    /// transaction are good for nothing more.
    /// </summary>
    public static async Task<SaveResult> SaveInRaceAsync(this PartnerGraphDb db, CancellationToken cancellationToken)
    {
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return SaveResult.Saved;
        }
        catch (DbUpdateConcurrencyException)
        {
            return SaveResult.ChangedMeanwhile;
        }
        catch (DbUpdateException failure) when (IsTaken(failure))
        {
            return SaveResult.Taken;
        }
    }

    internal static bool IsTaken(DbUpdateException failure) =>
        failure.InnerException switch
        {
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } => true,
            SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey } => true,
            _ => false,
        };
}
