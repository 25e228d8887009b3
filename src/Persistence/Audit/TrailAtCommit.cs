using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PartnerGraph.Persistence.Audit;

/// <summary>The one place through which every transaction of an act goes.</summary>
internal sealed class TrailAtCommit : DbTransactionInterceptor
{
    public override InterceptionResult TransactionCommitting(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result
    ) =>
        eventData.Context is PartnerGraphDb { Trail: not null }
            ? throw new NotSupportedException("An act commits by CommitAsync alone.")
            : result;

    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is PartnerGraphDb { Trail: { } trail } db)
        {
            await trail.WriteAsync(db, cancellationToken);
        }
        return result;
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is PartnerGraphDb { Trail: { } trail } db)
        {
            trail.Committed(db);
        }
        return Task.CompletedTask;
    }
}
