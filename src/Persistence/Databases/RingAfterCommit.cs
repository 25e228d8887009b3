using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PartnerGraph.Persistence.Databases;

/// <summary>Wakes up readers of this process when what they are to read is committed, and never before.</summary>
internal sealed class RingAfterCommit : DbTransactionInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
        (eventData.Context as PartnerGraphDb)?.Ring();

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        (eventData.Context as PartnerGraphDb)?.Ring();
        return Task.CompletedTask;
    }
}
