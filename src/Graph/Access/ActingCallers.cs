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
        if (session.ActingFor is not { } id)
            return null;
        var partnership = await db.Partnerships.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellation);
        var allowed = partnership?.ActFor(actor.Organization, new Roles(actor.AgentRole, actor.AdminRole));
        if (allowed is null || !allowed.TryGet(out var roles, out _))
            return null;
        var acting = new Acting(actor.User, actor.FullName, actor.Organization) { Partnership = id };
        return await Async(db, session, actor, partnership!.ResellerId, roles, acting, cancellation);
    }

    private static async Task<Caller?> Async(
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
