using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

/// <summary>A user whom somebody is about to change, with the roster that the rules look into.</summary>
/// <param name="Effective">The roles of whoever asks at this moment, not those of the request's beginning.</param>
/// <param name="By">Null for who acts in the organization's account from outside.</param>
internal sealed record ManagedUser(UserRoster Roster, User Subject, User? By, Roles Effective)
{
    /// <summary>
    /// Held until the transaction ends: whoever else manages users of the organization waits. So of two who take each other's roles
    /// the second has none any more to do it with.
    /// </summary>
    public static async Task<Outcome<ManagedUser>> HoldAsync(
        PartnerGraphDb db,
        Caller caller,
        string userId,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.User, userId) is not { } id)
        {
            return new NotFound().At("userId");
        }

        var subjectId = new UserId(id);
        UserId[] named = caller.User is { } asking ? [subjectId, asking] : [subjectId];
        var users = await RosterQueries.HoldAsync(db, caller.Organization, named, cancellation);
        if (users.SingleOrDefault(user => user.Id == subjectId) is not { } subject)
        {
            return new NotFound().At("userId");
        }

        if (caller.Acting is not null)
        {
            return new ManagedUser(new UserRoster(caller.Organization, users), subject, null, caller.Roles);
        }

        var by = users.SingleOrDefault(user => user.Id == caller.User);
        return by is { InForce: true } && MayManage(caller, by)
            ? new ManagedUser(new UserRoster(caller.Organization, users), subject, by, by.Roles)
            : new ChangedMeanwhile();
    }

    private static bool MayManage(Caller caller, User by) =>
        (caller.Standing with { Roles = by.Roles }).May(PartnerAction.ManageUsers).Allowed;
}
