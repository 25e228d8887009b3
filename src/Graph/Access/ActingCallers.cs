using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Sessions;

namespace PartnerGraph.Graph.Access;

/// <summary>
/// From a session that acts for another organization to its caller. What gives it is asked anew each time: without the grant, or without
/// the role that uses it, the token is good for nothing any more.
/// </summary>
internal static class ActingCallers
{
    public static async Task<Caller?> FindAsync(
        PartnerGraphDb db,
        SignedInSession session,
        Membership actor,
        CancellationToken cancellation
    )
    {
        if (session.PasswordChangeRequired || actor.Organization != session.OrganizationId)
            return null;
        var roles = new Roles(actor.AgentRole, actor.AdminRole);
        var acting = new Acting(actor.User, actor.FullName, actor.Organization)
        {
            Partnership = session.ActingFor,
            Grant = session.ActingUnder,
        };
        return session.ActingUnder is { } grant
            ? await ForCustomerAsync(db, session, actor, roles, acting, grant, cancellation)
            : await ForResellerAsync(db, session, actor, roles, acting, cancellation);
    }

    private static async Task<Caller?> ForResellerAsync(
        PartnerGraphDb db,
        SignedInSession session,
        Membership actor,
        Roles roles,
        Acting acting,
        CancellationToken cancellation
    )
    {
        var partnership = await db
            .Partnerships.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == session.ActingFor, cancellation);
        var allowed = partnership?.ActFor(actor.Organization, roles);
        return allowed is not null && allowed.TryGet(out var given, out _)
            ? await InAccountAsync(db, session, actor, partnership!.ResellerId, given, acting, cancellation)
            : null;
    }

    private static async Task<Caller?> ForCustomerAsync(
        PartnerGraphDb db,
        SignedInSession session,
        Membership actor,
        Roles roles,
        Acting acting,
        AdministrationGrantId id,
        CancellationToken cancellation
    )
    {
        var grant = await db
            .AdministrationGrants.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == id, cancellation);
        var allowed = grant?.ActFor(actor.Organization, roles, db.Now);
        return allowed is not null && allowed.TryGet(out var given, out _)
            ? await InAccountAsync(db, session, actor, grant!.CustomerId, given, acting, cancellation)
            : null;
    }

    private static async Task<Caller> InAccountAsync(
        PartnerGraphDb db,
        SignedInSession session,
        Membership actor,
        OrganizationId subject,
        Roles roles,
        Acting acting,
        CancellationToken cancellation
    )
    {
        OrganizationId[] both = [subject, actor.Organization];
        var known = await db
            .Organizations.Where(row => both.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Kind,
                row.Name,
                row.ApprovedAt,
            })
            .ToDictionaryAsync(row => row.Id, cancellation);
        return new Caller
        {
            Kind = CallerKind.Session,
            Person = actor.Person,
            Name = $"{actor.FullName} ({known[actor.Organization].Name})",
            Organization = subject,
            OrganizationKind = known[subject].Kind,
            Approved = known[subject].Kind is OrganizationKind.Customer || known[subject].ApprovedAt is not null,
            Roles = roles,
            Language = actor.Language,
            SessionFamily = session.FamilyId,
            ValidUntil = session.ExpiresAt,
            Acting = acting,
        };
    }
}
