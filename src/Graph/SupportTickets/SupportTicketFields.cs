using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.SupportTickets;

namespace PartnerGraph.Graph.SupportTickets;

/// <summary>Tickets with the program, and the threads that service requests have as well.</summary>
internal static class SupportTicketFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<CaseStatus>("ServiceRequestStatus");
        schema.Enum<SupportSide>("SupportSide");
        schema.Object<SupportMessageRow>(
            "SupportMessage",
            type =>
            {
                type.Field(message => message.Side);
                type.Field(message => message.Author);
                type.Field(message => message.Text);
                type.Field(message => message.Attachments);
                type.Field(message => message.At);
            }
        );
        schema.Object<SupportTicketRow>(
            "SupportTicket",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.SupportTicket, row.Id.Value))
                    .Needs(nameof(SupportTicketRow.Id));
                type.Field(row => row.Title);
                type.Field(row => row.Status);
                type.Field(row => row.CreatedAt);
                type.Field(row => row.UpdatedAt);
                type.Field(row => row.ClosedAt);
                type.LoadPartner("openedBy", row => row.OrganizationId).Needs(nameof(SupportTicketRow.OrganizationId));
                type.Batch("messages", MessagesAsync).Needs(nameof(SupportTicketRow.Id));
            }
        );
        schema.Connection<SupportTicketRow>("SupportTicket");
        schema.Query(query => query.FieldAsync("supportTickets", TicketsAsync));
        BindMutations(schema);
    }

    private static void BindMutations(SchemaBinding schema)
    {
        schema.Mutation<OpenSupportTicket, OpenSupportTicketInput, OpenSupportTicketPayload>(
            "openSupportTicket",
            payload => payload.LoadTicket(answer => answer.SupportTicket)
        );
        schema.Mutation<ReplyToSupportTicket, ReplyToSupportTicketInput, ReplyToSupportTicketPayload>(
            "replyToSupportTicket",
            payload => payload.LoadTicket(answer => answer.SupportTicket)
        );
        schema.Mutation<CloseSupportTicket, CloseSupportTicketInput, CloseSupportTicketPayload>(
            "closeSupportTicket",
            payload => payload.LoadTicket(answer => answer.SupportTicket)
        );
        schema.Mutation<ReopenSupportTicket, ReopenSupportTicketInput, ReopenSupportTicketPayload>(
            "reopenSupportTicket",
            payload => payload.LoadTicket(answer => answer.SupportTicket)
        );
    }

    private static void LoadTicket<T>(this ObjectBinding<T> type, Func<T, SupportTicketId?> id) =>
        type.Batch(
            "supportTicket",
            async (answers, context) =>
            {
                await using var db = context.Open(context.CaseTenant());
                var rows = await SupportTicketQueries.ByIdsAsync(
                    db,
                    [.. answers.Select(id).OfType<SupportTicketId>()],
                    context.Selection.MembersOf<SupportTicketRow>(),
                    context.Cancellation
                );
                return (IReadOnlyList<SupportTicketRow?>)
                    [.. answers.Select(answer => id(answer) is { } own ? rows.GetValueOrDefault(own) : null)];
            }
        );

    private static async Task<Connection<SupportTicketRow>?> TicketsAsync(FieldContext context)
    {
        var status = context.Argument<CaseStatus?>("status");
        await using var db = context.Open(context.CaseTenant());
        var slice = await context.ReadAsync(page =>
            SupportTicketQueries.PageAsync(
                SupportTicketQueries.Of(db, status),
                page,
                context.Selection.MembersOf<SupportTicketRow>(),
                context.Cancellation
            )
        );
        return new Connection<SupportTicketRow>(
            slice,
            context.Counting(context.CaseTenant(), counted => SupportTicketQueries.Of(counted, status))
        );
    }

    private static async Task<IReadOnlyList<IReadOnlyList<SupportMessageRow>>> MessagesAsync(
        IReadOnlyList<SupportTicketRow> tickets,
        FieldContext context
    )
    {
        await using var db = context.Open(context.CaseTenant());
        var messages = await SupportTicketQueries.MessagesAsync(
            db,
            [.. tickets.Select(ticket => ticket.Id).Distinct()],
            context.Cancellation
        );
        return [.. tickets.Select(ticket => messages[ticket.Id.Value].ToArray())];
    }
}
