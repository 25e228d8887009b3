using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Mails;

public sealed record DropMailInput(string MailId);

public sealed record DropMailPayload : Payload
{
    public QueuedMailRow? Mail { get; init; }
}

/// <summary>A waiting mail leaves the queue as a dead one; it can be retried. What a worker holds at this moment may be on its way, and stays.</summary>
public sealed class DropMail(Database database, OutboxQueue queue) : IMutation<DropMailInput, DropMailPayload>
{
    /// <summary>What <c>lastError</c> of a dropped mail says.</summary>
    public const string DroppedByOperator = "Taken out of the queue by the operator.";

    public async Task<DropMailPayload> ExecuteAsync(
        DropMailInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.QueuedMail, input.MailId) is not { } id)
            return new DropMailPayload { Errors = [new NotFound().At("mailId")] };

        var changed = await queue.DropAsync(id, DroppedByOperator, cancellation);

        await using var db = database.Open(QueuedMailQueries.AllTenants);
        var mail = await QueuedMailQueries.ByIdAsync(db, id, cancellation);
        if (mail is null)
            return new DropMailPayload { Errors = [new NotFound().At("mailId")] };
        return changed
            ? new DropMailPayload { Mail = mail }
            : new DropMailPayload { Mail = mail, Errors = [new MailNotWaiting().At("mailId")] };
    }
}
