using Microsoft.EntityFrameworkCore;

namespace PartnerGraph.Persistence.Databases;

/// <summary>Rows that nobody else takes or changes until the transaction ends.</summary>
internal static class RowHold
{
    /// <summary>Takes the rows by an update that changes nothing: they keep their version, and either database locks them.</summary>
    /// <returns>How many rows are held. Fewer than asked for where the database does not let the tenant write them: whoever must hold one looks at it.</returns>
    /// <exception cref="InvalidOperationException">There is no transaction to hold them.</exception>
    public static async Task<int> TakeAsync<TRow>(
        PartnerGraphDb db,
        IQueryable<TRow> rows,
        CancellationToken cancellationToken
    )
        where TRow : class
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException($"A row of {typeof(TRow).Name} is held by a transaction.");
        }

        return await rows.ExecuteUpdateAsync(
            set =>
                set.SetProperty(
                    row => EF.Property<int>(row, ModelConventions.Version),
                    row => EF.Property<int>(row, ModelConventions.Version)
                ),
            cancellationToken
        );
    }
}
