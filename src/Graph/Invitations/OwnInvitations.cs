using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.Persistence;

namespace PartnerGraph.Graph.Invitations;

/// <summary>Invitations that the caller's organization sent, for those who may send such.</summary>
internal static class OwnInvitations
{
    /// <summary>Null for an unknown id, and for one of another organization alike.</summary>
    public static async Task<Invitation?> FindAsync(
        PartnerGraphDb db,
        string id,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        if (GlobalId.Read(NodeKind.Invitation, id) is not { } known)
        {
            return null;
        }

        var key = new InvitationId(known);
        var invitation = await db.Invitations.SingleOrDefaultAsync(
            row => row.Id == key && row.InviterId == caller.Organization,
            cancellation
        );
        if (invitation is not null && PermissionFor(invitation.Kind).Decide(request) is { } denied)
        {
            throw new GraphQLException(denied);
        }

        return invitation;
    }

    /// <summary>The user in whose name a caller invites: an API token works for the one who made it.</summary>
    public static async Task<UserId> InviterAsync(PartnerGraphDb db, Caller caller, CancellationToken cancellation)
    {
        if (caller.User is { } user)
        {
            return user;
        }

        var token = caller.ApiToken!.Value;
        return await db.ApiTokens.Where(row => row.Id == token).Select(row => row.CreatedBy).SingleAsync(cancellation);
    }

    private static Permission PermissionFor(InvitationKind kind) =>
        PermissionTable.Of(
            kind is InvitationKind.Partnership
                ? PermissionName.InviteReseller
                : PermissionName.RequestCustomerRelationship,
            ApiScope.Write
        );
}
