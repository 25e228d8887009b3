using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Links;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Invitations;

public sealed record RevokeInvitationInput(string InvitationId);

public sealed record RevokeInvitationPayload : Payload
{
    public InvitationId? Invitation { get; init; }
}

/// <summary>R82: final, and never in the way of a new invitation.</summary>
public sealed class RevokeInvitation(Database database, TimeProvider clock)
    : IMutation<RevokeInvitationInput, RevokeInvitationPayload>
{
    public async Task<RevokeInvitationPayload> ExecuteAsync(
        RevokeInvitationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(request.SignedIn.Organization));
        if (await OwnInvitations.FindAsync(db, input.InvitationId, request, cancellation) is not { } invitation)
        {
            return new RevokeInvitationPayload { Errors = [new NotFound().At("invitationId")] };
        }

        var outcome = invitation.Revoke(clock.GetUtcNow());
        if (!outcome.IsDone)
        {
            return new RevokeInvitationPayload { Errors = outcome.Refusals };
        }

        // An answer that comes at the same moment wins or loses as a whole.
        return await LinkConsumption.SaveAnsweredAsync(db, invitation, cancellation)
            ? new RevokeInvitationPayload { Invitation = invitation.Id }
            : new RevokeInvitationPayload { Errors = [new ChangedMeanwhile()] };
    }
}
