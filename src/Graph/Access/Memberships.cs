using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;

namespace PartnerGraph.Graph.Access;

/// <summary>What a caller's rights come from, read in one query.</summary>
public sealed record Membership(
    UserId User,
    PersonId Person,
    string FullName,
    AgentRole AgentRole,
    AdminRole AdminRole,
    Language Language,
    OrganizationId Organization,
    OrganizationKind Kind,
    DateTimeOffset? ApprovedAt
)
{
    public Caller AsCaller(CallerKind kind, DateTimeOffset? validUntil) =>
        new()
        {
            Kind = kind,
            Person = Person,
            User = User,
            Name = FullName,
            Organization = Organization,
            OrganizationKind = Kind,
            Approved = ApprovedAt is not null,
            Roles = new Roles(AgentRole, AdminRole),
            Language = Language,
            ValidUntil = validUntil,
        };
}

/// <summary>Memberships in force: active and agreed to. Others give nothing, not even a sign-in.</summary>
public static class Memberships
{
    public static Task<Membership?> InForceAsync(PartnerGraphDb db, UserId user, CancellationToken cancellation) =>
        Read(db, u => u.Id == user).SingleOrDefaultAsync(cancellation);

    /// <summary>The person's membership of this organization.</summary>
    public static Task<Membership?> InForceAsync(
        PartnerGraphDb db,
        PersonId person,
        OrganizationId organization,
        CancellationToken cancellation
    ) => Read(db, u => u.PersonId == person && u.OrganizationId == organization).SingleOrDefaultAsync(cancellation);

    /// <summary>All organizations in which the person may work, the one worked in last first.</summary>
    public static Task<List<Membership>> OfPersonAsync(
        PartnerGraphDb db,
        PersonId person,
        CancellationToken cancellation
    ) => Read(db, u => u.PersonId == person).ToListAsync(cancellation);

    /// <summary>Where the person worked last; among the never used the oldest.</summary>
    public static Task<Membership?> LatestAsync(PartnerGraphDb db, PersonId person, CancellationToken cancellation) =>
        Read(db, u => u.PersonId == person).FirstOrDefaultAsync(cancellation);

    private static IQueryable<Membership> Read(PartnerGraphDb db, Expression<Func<User, bool>> which) =>
        from user in db.Users.AsNoTracking().Where(which).Where(u => u.Active && !u.ConsentPending)
        join organization in db.Organizations.AsNoTracking() on user.OrganizationId equals organization.Id
        orderby user.LastSignedInAt != null descending, user.LastSignedInAt descending, user.Id
        select new Membership(
            user.Id,
            user.PersonId,
            user.FullName,
            user.AgentRole,
            user.AdminRole,
            user.Language,
            organization.Id,
            organization.Kind,
            organization.ApprovedAt
        );
}
