using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Paging;
using PartnerGraph.Persistence.Selections;

namespace PartnerGraph.Persistence.Enrollments;

/// <summary>An enrollment as it is read. Members that were not asked for have their default.</summary>
public sealed class EnrollmentRow
{
    public EnrollmentId Id { get; init; }
    public OrganizationId OrganizationId { get; init; }
    public EnrollmentStatus Status { get; init; }
    public bool AlreadyInProgram { get; init; }
    public MembershipProfile? MembershipProfile { get; init; }
    public string? LegalName { get; init; }
    public Address? Address { get; init; }
    public Contact? PrimaryContact { get; init; }
    public SupportContact? SupportContact { get; init; }
    public EmailAddress? VerifiedEmail { get; init; }
    public DateTimeOffset? VerifiedAt { get; init; }
    public int Version { get; init; }

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<EnrollmentTransition> History { get; init; } = [];
}

public static class EnrollmentQueries
{
    /// <summary>Ids carry their time, so that this is also the order in which enrollments were started.</summary>
    public static PageOrder<EnrollmentRow> NewestFirst { get; } = PageOrder<EnrollmentRow>.ByDescending(row => row.Id);

    private static readonly RowSelector<Enrollment, EnrollmentRow> Select = new(enrollment => new EnrollmentRow
    {
        Id = enrollment.Id,
        OrganizationId = enrollment.OrganizationId,
        Status = enrollment.Status,
        AlreadyInProgram = enrollment.AlreadyInProgram,
        MembershipProfile = enrollment.MembershipProfile,
        LegalName = enrollment.LegalName,
        Address = enrollment.Address,
        PrimaryContact = enrollment.PrimaryContact,
        SupportContact = enrollment.SupportContact,
        VerifiedEmail = enrollment.VerifiedEmail,
        VerifiedAt = enrollment.VerifiedAt,
        Version = EF.Property<int>(enrollment, ModelConventions.Version),
        History = enrollment.History.OrderBy(transition => transition.Number).ToList(),
    });

    public static async Task<IReadOnlyDictionary<EnrollmentId, EnrollmentRow>> ByIdsAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<EnrollmentId> ids,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        await db
            .Enrollments.Where(enrollment => ids.Contains(enrollment.Id))
            .AsNoTracking()
            .Select(Select.Narrow(members, NewestFirst.Members))
            .ToDictionaryAsync(row => row.Id, cancellationToken);

    /// <summary>The newest enrollment of one organization; null where there is none.</summary>
    public static Task<EnrollmentRow?> NewestAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        Of(db, organization)
            .AsNoTracking()
            .Select(Select.Narrow(members, NewestFirst.Members))
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The same as an aggregate that can be changed.</summary>
    public static Task<Enrollment?> FindNewestAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        CancellationToken cancellationToken
    ) => Of(db, organization).FirstOrDefaultAsync(cancellationToken);

    /// <summary>How many mails with a verification link the organization has asked for, in all its enrollments.</summary>
    public static Task<int> VerificationsSinceAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) =>
        db.Outbox.CountAsync(
            mail =>
                mail.OrganizationId == organization
                && mail.Kind == EventNames.EnrollmentVerificationRequested
                && mail.CreatedAt > since,
            cancellationToken
        );

    /// <summary>All that the context shows: with one for everyone (the operator's) all there are.</summary>
    public static IQueryable<Enrollment> All(PartnerGraphDb db, EnrollmentStatus? status) =>
        status is { } wanted ? db.Enrollments.Where(enrollment => enrollment.Status == wanted) : db.Enrollments;

    public static Task<PageSlice<EnrollmentRow>> PageAsync(
        IQueryable<Enrollment> enrollments,
        PageRequest page,
        IReadOnlySet<string>? members,
        CancellationToken cancellationToken
    ) =>
        enrollments
            .AsNoTracking()
            .Select(Select.Narrow(members, NewestFirst.Members))
            .PageAsync(NewestFirst, page, cancellationToken);

    /// <summary>R31: which of these organizations have an active admin agent.</summary>
    public static async Task<IReadOnlySet<OrganizationId>> WithAdminAgentAsync(
        PartnerGraphDb db,
        IReadOnlyCollection<OrganizationId> organizations,
        CancellationToken cancellationToken
    ) =>
        await db
            .Users.Where(user =>
                organizations.Contains(user.OrganizationId)
                && user.Active
                && !user.ConsentPending
                && user.AgentRole == AgentRole.AdminAgent
            )
            .Select(user => user.OrganizationId)
            .Distinct()
            .ToHashSetAsync(cancellationToken);

    private static IQueryable<Enrollment> Of(PartnerGraphDb db, OrganizationId organization) =>
        db
            .Enrollments.Where(enrollment => enrollment.OrganizationId == organization)
            .OrderByDescending(enrollment => enrollment.Id);
}
