using System.IO.Pipelines;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Audit;

/// <summary>Writes a whole trail as JSON Lines, the oldest event first, however long it is: a batch is in memory at a time.</summary>
public sealed class AuditReader(AuditTrail trail, Database database)
{
    /// <param name="output">Flushed after every batch.</param>
    /// <param name="mayGoOn">Asked before every batch.</param>
    public async Task WriteAsync(
        PipeWriter output,
        OrganizationId organization,
        AuditFilter filter,
        Language language,
        Func<ValueTask<bool>> mayGoOn,
        CancellationToken cancellation
    )
    {
        await foreach (var batch in trail.ReadAsync(organization, filter, cancellation))
        {
            if (!await mayGoOn())
                throw new AuditCutOffException();
            await using var db = database.Open(NamedPartners.Tenant);
            var names = await AuditNames.OrganizationsAsync(
                db,
                batch.SelectMany(row => new[] { row.ActorOrganizationId, row.OnBehalfOfId, row.CustomerId }),
                cancellation
            );
            foreach (var row in batch)
                AuditLine.Write(output, row, names, language);
            await output.FlushAsync(cancellation);
        }
    }
}

/// <summary>Whoever reads may no longer read on.</summary>
public sealed class AuditCutOffException()
    : InvalidOperationException("The reader of the trail has lost the right to it.");
