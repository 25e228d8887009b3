using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Mails;

public sealed record RetryMailInput(string MailId);

public sealed record RetryMailPayload : Payload
{
    public QueuedMailRow? Mail { get; init; }
}

/// <summary>A mail that was given up goes back into the queue, under its old Message-ID.</summary>
public sealed class RetryMail(Database database, OutboxQueue queue) : IMutation<RetryMailInput, RetryMailPayload>
{
    public async Task<RetryMailPayload> ExecuteAsync(
        RetryMailInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.QueuedMail, input.MailId) is not { } id)
            return new RetryMailPayload { Errors = [new NotFound().At("mailId")] };

        var changed = await queue.ReplayAsync(id, cancellation);

        await using var db = database.Open(QueuedMailQueries.AllTenants);
        var mail = await QueuedMailQueries.ByIdAsync(db, id, cancellation);
        if (mail is null)
            return new RetryMailPayload { Errors = [new NotFound().At("mailId")] };
        return changed
            ? new RetryMailPayload { Mail = mail }
            : new RetryMailPayload { Mail = mail, Errors = [new MailNotGivenUp().At("mailId")] };
    }
}
