using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Invitations;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Invitations;

/// <summary>Invitations: every field of the section, and where it is answered.</summary>
internal static class InvitationFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<InvitationKind>("InvitationKind");
        schema.Enum<InvitationStatus>("InvitationStatus");
        schema.Enum<MailStatus>("MailStatus");
        schema.Object<InvitationRow>(
            "Invitation",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.Invitation, row.Id.Value)).Needs(nameof(InvitationRow.Id));
                type.Field(row => row.Kind);
                type.Field("status", (row, context) => row.StatusAt(Now(context)))
                    .Needs(nameof(InvitationRow.Status), nameof(InvitationRow.ExpiresAt));
                type.Field(row => row.RecipientEmail);
                type.LoadPartner("inviter", row => row.InviterId).Needs(nameof(InvitationRow.InviterId));
                type.LoadPartner("indirectProvider", row => row.IndirectProviderId)
                    .Needs(nameof(InvitationRow.IndirectProviderId));
                type.Field(row => row.CreatedAt);
                type.Field(row => row.ExpiresAt);
                type.Field(row => row.AcceptedAt);
                type.Field(row => row.Version);
                type.Batch("delivery", DeliveriesAsync).Needs(nameof(InvitationRow.Id));
            }
        );
        schema.Object<MailDeliveryRow>(
            "MailDelivery",
            type =>
            {
                type.Field(row => row.Status);
                type.Field(row => row.Attempts);
                type.Field(row => row.LastError);
                type.Field(row => row.NextAttemptAt);
                type.Field(row => row.SentAt);
            }
        );
        schema.Connection<InvitationRow>("Invitation");
        schema.Query(query => query.FieldAsync("invitations", InvitationsAsync));
        InvitationMutations.Bind(schema);
    }

    /// <summary>For fields and payloads that name an invitation.</summary>
    public static Task<IReadOnlyDictionary<InvitationId, InvitationRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<InvitationId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => InvitationQueries.ByIdsAsync(db, ids, members, context.Cancellation);

    private static DateTimeOffset Now(FieldContext context) =>
        context.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    private static async Task<Connection<InvitationRow>?> InvitationsAsync(FieldContext context)
    {
        var kind = context.Argument<InvitationKind?>("kind");
        var status = context.Argument<InvitationStatus?>("status");
        var now = Now(context);
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            InvitationQueries.PageAsync(
                InvitationQueries.Of(db, kind, status, now),
                page,
                context.Selection.MembersOf<InvitationRow>(),
                context.Cancellation
            )
        );
        return new Connection<InvitationRow>(
            slice,
            context.Counting(
                Tenant.Of(context.Caller().Organization),
                counted => InvitationQueries.Of(counted, kind, status, now)
            )
        );
    }

    private static async Task<IReadOnlyList<MailDeliveryRow?>> DeliveriesAsync(
        IReadOnlyList<InvitationRow> invitations,
        FieldContext context
    )
    {
        await using var db = context.Open();
        var deliveries = await InvitationQueries.DeliveriesAsync(
            db,
            [.. invitations.Select(invitation => invitation.Id).Distinct()],
            context.Cancellation
        );
        return [.. invitations.Select(invitation => deliveries.GetValueOrDefault(invitation.Id.Value))];
    }
}
