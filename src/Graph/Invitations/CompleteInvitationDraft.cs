using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Invitations;

public sealed record CompleteInvitationDraftInput(string InvitationId);

public sealed record CompleteInvitationDraftPayload : Payload
{
    public InvitationId? Invitation { get; init; }
}

/// <summary>R65, "Done": the person has mailed the draft.</summary>
public sealed class CompleteInvitationDraft(Database database, TimeProvider clock)
    : IMutation<CompleteInvitationDraftInput, CompleteInvitationDraftPayload>
{
    public async Task<CompleteInvitationDraftPayload> ExecuteAsync(
        CompleteInvitationDraftInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(request.SignedIn.Organization));
        if (await OwnInvitations.FindAsync(db, input.InvitationId, request, cancellation) is not { } invitation)
        {
            return new CompleteInvitationDraftPayload { Errors = [new NotFound().At("invitationId")] };
        }

        var outcome = invitation.Complete(clock.GetUtcNow());
        if (!outcome.IsDone)
        {
            return new CompleteInvitationDraftPayload { Errors = outcome.Refusals };
        }

        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved
            ? new CompleteInvitationDraftPayload { Invitation = invitation.Id }
            : new CompleteInvitationDraftPayload { Errors = [new ChangedMeanwhile()] };
    }
}
