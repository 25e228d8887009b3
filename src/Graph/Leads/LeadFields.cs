using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Invitations;
using PartnerGraph.Persistence.Leads;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Leads;

/// <summary>Leads: every field of the section, and where it is answered. What a won lead becomes is with the invitations.</summary>
internal static class LeadFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<LeadStatus>("LeadStatus");
        schema.Object<LeadRow>("Lead", BindLead);
        schema.Object<LeadTransitionRow>(
            "LeadTransition",
            type =>
            {
                type.Field(step => step.From);
                type.Field(step => step.To);
                type.Field(step => step.At);
                type.Field(step => step.By);
                type.LoadPartner("reseller", step => step.ResellerId);
                type.Field(step => step.Reason);
            }
        );
        schema.Connection<LeadRow>("Lead");
        schema.Query(query => query.FieldAsync("leads", LeadsAsync));
        schema.Mutation<CreateLead, CreateLeadInput, CreateLeadPayload>(
            "createLead",
            payload => payload.LoadLead(answer => answer.Lead)
        );
        schema.Mutation<AssignLead, AssignLeadInput, AssignLeadPayload>(
            "assignLead",
            payload => payload.LoadLead(answer => answer.Lead)
        );
        schema.Mutation<AcceptLead, AcceptLeadInput, AcceptLeadPayload>(
            "acceptLead",
            payload => payload.LoadLead(answer => answer.Lead)
        );
        schema.Mutation<DeclineLead, DeclineLeadInput, DeclineLeadPayload>(
            "declineLead",
            payload => payload.LoadLead(answer => answer.Lead)
        );
        schema.Mutation<LoseLead, LoseLeadInput, LoseLeadPayload>(
            "loseLead",
            payload => payload.LoadLead(answer => answer.Lead)
        );
    }

    private static void BindLead(ObjectBinding<LeadRow> type)
    {
        type.Field("id", row => GlobalId.Of(NodeKind.Lead, row.Id.Value)).Needs(nameof(LeadRow.Id));
        type.Field(row => row.Source);
        type.Field(row => row.Company);
        type.Field(row => row.Country);
        type.Field(row => row.ContactName);
        type.Field(row => row.ContactEmail);
        type.Field(row => row.Need);
        type.Field(
                "status",
                (row, context) => StatusAt(row, context.Services.GetRequiredService<TimeProvider>().GetUtcNow())
            )
            .Needs(nameof(LeadRow.Status), nameof(LeadRow.AnswerBy));
        type.LoadPartner("provider", row => row.ProviderId).Needs(nameof(LeadRow.ProviderId));
        type.LoadPartner("reseller", row => row.ResellerId).Needs(nameof(LeadRow.ResellerId));
        type.Field(row => row.AssignedAt);
        type.Field(row => row.AnswerBy);
        type.Load<LeadRow, InvitationId, InvitationRow>(
                "invitation",
                row => row.InvitationId,
                (db, ids, members, context) => InvitationQueries.ByIdsAsync(db, ids, members, context.Cancellation)
            )
            .Needs(nameof(LeadRow.InvitationId));
        type.Field(row => row.CreatedAt);
        type.Field(row => row.UpdatedAt);
        type.Batch("history", HistoryAsync)
            .Needs(nameof(LeadRow.Id), nameof(LeadRow.ProviderId), nameof(LeadRow.EnteredById));
    }

    private static LeadStatus StatusAt(LeadRow row, DateTimeOffset now) =>
        row.Status is LeadStatus.Assigned && now >= row.AnswerBy ? LeadStatus.Expired : row.Status;

    private static void LoadLead<T>(this ObjectBinding<T> type, Func<T, LeadId?> id) =>
        type.Load<T, LeadId, LeadRow>("lead", id, ByIdsAsync);

    private static Task<IReadOnlyDictionary<LeadId, LeadRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<LeadId> ids,
        IReadOnlySet<string> members,
        FieldContext context
    ) => LeadQueries.ByIdsAsync(db, ids, members, context.Cancellation);

    private static async Task<Connection<LeadRow>?> LeadsAsync(FieldContext context)
    {
        var status = context.Argument<LeadStatus?>("status");
        var now = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            LeadQueries.PageAsync(
                LeadQueries.Of(db, status, now),
                page,
                context.Selection.MembersOf<LeadRow>(),
                context.Cancellation
            )
        );
        return new Connection<LeadRow>(
            slice,
            context.Counting(Tenant.Of(context.Caller().Organization), counted => LeadQueries.Of(counted, status, now))
        );
    }

    /// <summary>A reseller reads its own part: who had the lead before is the provider's business.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<LeadTransitionRow>>> HistoryAsync(
        IReadOnlyList<LeadRow> leads,
        FieldContext context
    )
    {
        var viewer = context.Caller().Organization;
        await using var db = context.Open();
        var steps = await LeadQueries.HistoryAsync(
            db,
            [.. leads.Select(lead => lead.Id).Distinct()],
            context.Cancellation
        );
        return
        [
            .. leads.Select(lead =>
                steps[lead.Id]
                    .Where(step => viewer == lead.ProviderId || viewer == lead.EnteredById || step.ResellerId == viewer)
                    .ToArray()
            ),
        ];
    }
}
