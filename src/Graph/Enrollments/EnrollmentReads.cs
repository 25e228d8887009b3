using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Outbox;

namespace PartnerGraph.Graph.Enrollments;

/// <summary>How enrollments and what belongs to them are loaded: one query a level, of it what the operation selects.</summary>
internal static class EnrollmentReads
{
    public static async Task<EnrollmentRow?> OwnNewestAsync(FieldContext context)
    {
        await using var db = context.Open();
        return await EnrollmentQueries.NewestAsync(
            db,
            context.Caller().Organization,
            context.Selection.MembersOf<EnrollmentRow>(),
            context.Cancellation
        );
    }

    /// <summary>For the operator: everybody's.</summary>
    public static async Task<Connection<EnrollmentRow>?> AllAsync(FieldContext context)
    {
        var tenant = ReviewedEnrollment.Everyone;
        var status = context.Argument<EnrollmentStatus?>("status");
        await using var db = context.Open(tenant);
        var slice = await context.ReadAsync(page =>
            EnrollmentQueries.PageAsync(
                EnrollmentQueries.All(db, status),
                page,
                context.Selection.MembersOf<EnrollmentRow>(),
                context.Cancellation
            )
        );
        return new Connection<EnrollmentRow>(
            slice,
            context.Counting(tenant, counted => EnrollmentQueries.All(counted, status))
        );
    }

    /// <summary>The enrollment that a step was about, as it is now; null where the step was refused.</summary>
    public static async Task<EnrollmentRow?> OfAnswerAsync(EnrollmentPayload answer, FieldContext context) =>
        answer.EnrollmentId is { } id ? await FindAsync(context, id) : null;

    /// <summary>One's own organization's, for the operator anybody's; null for the rest.</summary>
    public static async Task<EnrollmentRow?> FindAsync(FieldContext context, EnrollmentId id)
    {
        await using var db = context.Open(context.PartnerTenant());
        var rows = await EnrollmentQueries.ByIdsAsync(
            db,
            [id],
            context.Selection.MembersOf<EnrollmentRow>(),
            context.Cancellation
        );
        return rows.GetValueOrDefault(id);
    }

    /// <summary>R31: complete while there is one active admin agent; nothing to say before the approval.</summary>
    public static async Task<IReadOnlyList<bool?>> SetupCompleteAsync(
        IReadOnlyList<EnrollmentRow> enrollments,
        FieldContext context
    )
    {
        var approved = enrollments
            .Where(row => row.Status is EnrollmentStatus.Approved)
            .Select(row => row.OrganizationId)
            .Distinct()
            .ToArray();
        if (approved.Length == 0)
        {
            return new bool?[enrollments.Count];
        }

        await using var db = context.Open(context.PartnerTenant());
        var complete = await EnrollmentQueries.WithAdminAgentAsync(db, approved, context.Cancellation);
        return
        [
            .. enrollments.Select(row =>
                row.Status is EnrollmentStatus.Approved ? complete.Contains(row.OrganizationId) : (bool?)null
            ),
        ];
    }

    /// <summary>R83, for whoever waits for the contact to find the mail with the link.</summary>
    public static async Task<IReadOnlyList<MailDeliveryRow?>> ContactEmailDeliveriesAsync(
        IReadOnlyList<EnrollmentRow> enrollments,
        FieldContext context
    )
    {
        await using var db = context.Open();
        var deliveries = await MailDeliveries.NewestAsync(
            db,
            MailSubject.Enrollment,
            EventNames.EnrollmentVerificationRequested,
            [.. enrollments.Select(row => row.Id.Value).Distinct()],
            context.Cancellation
        );
        return [.. enrollments.Select(row => deliveries.GetValueOrDefault(row.Id.Value))];
    }
}
