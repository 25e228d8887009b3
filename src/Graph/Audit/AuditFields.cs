using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Audit;

/// <summary>The audit trail of the caller's organization.</summary>
internal static class AuditFields
{
    public static void Bind(SchemaBinding schema)
    {
        schema.Enum<AuditOutcome>("AuditOutcome");
        schema.Enum<ActorKind>("ActorKind");
        schema.Object<AuditEvent>(
            "AuditEvent",
            type =>
            {
                type.Field("id", row => GlobalId.Of(NodeKind.AuditEvent, row.Id.Value));
                type.Field(row => row.Action);
                type.Field(row => row.Outcome);
                type.Field(row => row.Code);
                type.Field("actor", (row, context) => AuditNames.ActorOf(row, context.State<RequestState>().Language));
                type.Field(row => row.ActorKind);
                type.Field("actorUserId", AuditNames.ActorUserOf);
                type.Batch("actorOrganization", ActorOrganizationsAsync);
                type.Batch("onBehalfOf", OnBehalfOfAsync);
                type.Field(row => row.At);
                type.Batch("customer", CustomersAsync);
                type.Field("subjectId", AuditNames.SubjectOf);
                type.Field(row => row.ChangedFields);
                type.Field(row => row.Origin);
            }
        );
        schema.Connection<AuditEvent>("AuditEvent");
        schema.Query(query => query.FieldAsync("auditEvents", EventsAsync));
    }

    /// <summary>For <c>node(id:)</c>.</summary>
    public static async Task<AuditEvent?> FindAsync(FieldContext context, AuditEventId id)
    {
        await using var db = context.Open();
        return await AuditTrail
            .Of(db, AuditFilter.Everything)
            .SingleOrDefaultAsync(row => row.Id == id, context.Cancellation);
    }

    private static async Task<Connection<AuditEvent>?> EventsAsync(FieldContext context)
    {
        if (FilterOf(context) is not { } filter)
            return new Connection<AuditEvent>(PageSlice<AuditEvent>.Empty, _ => Task.FromResult<int?>(0));
        await using var db = context.Open();
        var slice = await context.ReadAsync(page =>
            AuditTrail.Of(db, filter).PageAsync(AuditTrail.Newest, page, context.Cancellation)
        );
        return new Connection<AuditEvent>(
            slice,
            context.Counting(Tenant.Of(context.Caller().Organization), counted => AuditTrail.Of(counted, filter))
        );
    }

    /// <summary>Null where an id is none: nothing was ever done to it.</summary>
    private static AuditFilter? FilterOf(FieldContext context)
    {
        var actorId = context.Argument<string?>("actorId");
        var actor = GlobalId.Read(NodeKind.User, actorId);
        var subjectId = context.Argument<string?>("subjectId");
        Guid? subject = GlobalId.TryParse(subjectId, out _, out var id) ? id : null;
        if ((actorId is not null && actor is null) || (subjectId is not null && subject is null))
            return null;
        return new AuditFilter
        {
            Action = context.Argument<string?>("action"),
            Actor = actor is { } user ? new UserId(user) : null,
            Subject = subject,
            Outcome = context.Argument<AuditOutcome?>("outcome"),
            From = context.Argument<DateTimeOffset?>("from"),
            To = context.Argument<DateTimeOffset?>("to"),
        };
    }

    /// <summary>Whoever acted in the reader's account is named; no more of it is shown than its name, country and kind.</summary>
    private static async Task<IReadOnlyList<OrganizationRow?>> ActorOrganizationsAsync(
        IReadOnlyList<AuditEvent> events,
        FieldContext context
    )
    {
        var own = context.Caller().Organization;
        var ids = events.Select(row => row.ActorOrganizationId).OfType<OrganizationId>().Distinct().ToArray();
        await using var db = context.Open(NamedPartners.Tenant);
        var rows = await OrganizationQueries.ByIdsAsync(
            db,
            ids,
            new HashSet<string>(context.Selection.MembersOf<OrganizationRow>()) { nameof(OrganizationRow.Kind) },
            context.Cancellation
        );
        return [.. events.Select(row => Shown(row.ActorOrganizationId))];

        OrganizationRow? Shown(OrganizationId? id) =>
            id is not { } known || !rows.TryGetValue(known, out var row) ? null
            : known == own ? row
            : row.NameOnly();
    }

    private static async Task<IReadOnlyList<string?>> OnBehalfOfAsync(
        IReadOnlyList<AuditEvent> events,
        FieldContext context
    )
    {
        await using var db = context.Open(NamedPartners.Tenant);
        var names = await AuditNames.OrganizationsAsync(
            db,
            events.Select(row => row.OnBehalfOfId),
            context.Cancellation
        );
        return [.. events.Select(row => row.OnBehalfOfId is { } id ? names.GetValueOrDefault(id) : null)];
    }

    private static async Task<IReadOnlyList<OrganizationRow?>> CustomersAsync(
        IReadOnlyList<AuditEvent> events,
        FieldContext context
    )
    {
        var ids = events.Select(row => row.CustomerId).OfType<OrganizationId>().Distinct().ToArray();
        await using var db = context.Open();
        var rows = await CustomerQueries.ByIdsAsync(
            db,
            context.Caller().Organization,
            ids,
            context.Selection.MembersOf<OrganizationRow>(),
            context.Cancellation
        );
        return [.. events.Select(row => row.CustomerId is { } id ? rows.GetValueOrDefault(id) : null)];
    }
}
