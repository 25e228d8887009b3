using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>
/// Tells PostgreSQL the tenant of a statement in the statement's own round trip, until the end of its transaction: nothing stays on the
/// connection. Never before the statements of SaveChanges, whose changed rows EF Core counts statement by statement: those are always
/// in a transaction, which <see cref="TenantInTransaction"/> has told.
/// </summary>
internal sealed class TenantInRoundTrip : DbCommandInterceptor
{
    public const string Tell = "select set_config('app.tenant', @app_tenant, true); ";
    private const string Parameter = "app_tenant";

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Before(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        if (!command.Parameters.Contains(Parameter))
        {
            return result;
        }
        try
        {
            // The answer to set_config.
            await result.NextResultAsync(cancellationToken);
            return result;
        }
        catch
        {
            // Nobody else knows of the reader yet, and it holds the connection.
            await result.DisposeAsync();
            throw;
        }
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        Before(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException("A scalar of a tenant would be the answer to set_config: read rows.");

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result
    ) => throw Waiting();

    public override InterceptionResult<int> NonQueryExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result
    ) => throw Waiting();

    public override InterceptionResult<object> ScalarExecuting(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<object> result
    ) => throw Waiting();

    private static void Before(DbCommand command, CommandEventData eventData)
    {
        if (
            eventData.CommandSource == CommandSource.SaveChanges
            || (eventData.Context as PartnerGraphDb)?.Tenant?.Organization is not { } organization
        )
        {
            return;
        }
        var parameter = command.CreateParameter();
        parameter.ParameterName = Parameter;
        parameter.Value = organization.Value.ToString();
        command.Parameters.Add(parameter);
        command.CommandText = Tell + command.CommandText;
    }

    private static NotSupportedException Waiting() =>
        new("A tenant's rows are read and written asynchronously, so that no thread waits for the database.");
}

/// <summary>Tells PostgreSQL the tenant at the beginning of a transaction; its end forgets it.</summary>
internal sealed class TenantInTransaction : DbTransactionInterceptor
{
    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        await TellAsync(connection, result, eventData.Context, cancellationToken);
        return result;
    }

    public override async ValueTask<DbTransaction> TransactionUsedAsync(
        DbConnection connection,
        TransactionEventData eventData,
        DbTransaction result,
        CancellationToken cancellationToken = default
    )
    {
        await TellAsync(connection, result, eventData.Context, cancellationToken);
        return result;
    }

    public override DbTransaction TransactionStarted(
        DbConnection connection,
        TransactionEndEventData eventData,
        DbTransaction result
    ) => throw new NotSupportedException("A tenant's transaction is begun asynchronously.");

    public override DbTransaction TransactionUsed(
        DbConnection connection,
        TransactionEventData eventData,
        DbTransaction result
    ) => throw new NotSupportedException("A tenant's transaction is begun asynchronously.");

    // In the round trip of BEGIN, which the driver keeps back until the first statement.
    private static async Task TellAsync(
        DbConnection connection,
        DbTransaction transaction,
        DbContext? context,
        CancellationToken cancellationToken
    )
    {
        if ((context as PartnerGraphDb)?.Tenant?.Organization is not { } organization)
        {
            return;
        }
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = TenantInRoundTrip.Tell;
        var parameter = command.CreateParameter();
        parameter.ParameterName = "app_tenant";
        parameter.Value = organization.Value.ToString();
        command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
