using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>
/// The part of a tenant's transaction that is the system's: what a change tells the other organizations that it concerns. Until it is
/// disposed, or the transaction ends, PostgreSQL's policies are those of work for everyone. For the places that save alone: a use case
/// that needs it opens a context for everyone instead, and says why.
/// </summary>
internal sealed class SystemPart : IAsyncDisposable
{
    private readonly PartnerGraphDb db;

    private SystemPart(PartnerGraphDb db) => this.db = db;

    public static async Task<SystemPart> BeginAsync(PartnerGraphDb db, CancellationToken cancellationToken)
    {
        if (db.Roles is { } roles)
        {
            await WorkAsAsync(db, roles.Everyone, cancellationToken);
        }
        return new SystemPart(db);
    }

    public async ValueTask DisposeAsync()
    {
        if (db.Roles is not { } roles)
        {
            return;
        }
        try
        {
            await WorkAsAsync(db, roles.Tenant, CancellationToken.None);
        }
        catch (PostgresException failed) when (failed.SqlState == PostgresErrorCodes.InFailedSqlTransaction)
        {
            // A statement failed: only a rollback is left, and it takes the role back too.
        }
    }

    private static async Task WorkAsAsync(PartnerGraphDb db, string role, CancellationToken cancellationToken)
    {
        var transaction =
            db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("The system's part of a transaction needs one.");
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "select set_config('role', @role, true)";
        command.Parameters.Add(new NpgsqlParameter("role", role));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
