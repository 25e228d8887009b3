using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Mails;

/// <summary>The worker's queue, for the operator: what stands still, why, and what to do about it.</summary>
internal static class MailFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Object<QueuedMailRow>(
            "QueuedMail",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.QueuedMail, row.Id));
                type.Field(row => row.Kind);
                type.Field(row => row.OrganizationName);
                type.Field(row => row.RecipientDomain);
                type.Field(row => row.Status);
                type.Field(row => row.Attempts);
                type.Field(row => row.LastError);
                type.Field(row => row.CreatedAt);
                type.Field("nextAttemptAt", row => WhileWaiting(row));
                type.Field(row => row.SentAt);
            }
        );
        schema.Connection<QueuedMailRow>("QueuedMail");
        schema.Query(query => query.FieldAsync("queuedMails", MailsAsync));
        schema.Mutation<RetryMail, RetryMailInput, RetryMailPayload>(
            "retryMail",
            payload => payload.Field("mail", answer => answer.Mail)
        );
        schema.Mutation<DropMail, DropMailInput, DropMailPayload>(
            "dropMail",
            payload => payload.Field("mail", answer => answer.Mail)
        );
    }

    public static async Task<QueuedMailRow?> FindAsync(FieldContext context, Guid id)
    {
        await using var db = context.Open(QueuedMailQueries.AllTenants);
        return await QueuedMailQueries.ByIdAsync(db, id, context.Cancellation);
    }

    private static DateTimeOffset? WhileWaiting(QueuedMailRow row) =>
        row.Status is MailStatus.Queued or MailStatus.Deferred ? row.NextAttemptAt : null;

    private static async Task<Connection<QueuedMailRow>?> MailsAsync(FieldContext context)
    {
        var status = context.Argument<MailStatus?>("status");
        await using var db = context.Open(QueuedMailQueries.AllTenants);
        var slice = await context.ReadAsync(page =>
            QueuedMailQueries.PageAsync(db, status, page, context.Cancellation)
        );
        return new Connection<QueuedMailRow>(
            slice,
            context.Counting(QueuedMailQueries.AllTenants, counted => QueuedMailQueries.Of(counted, status))
        );
    }
}
