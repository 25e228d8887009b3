using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Invitations;

public sealed record SendInvitationInput(string InvitationId, string Subject, string Body, int? Version = null);

public sealed record SendInvitationPayload : Payload
{
    public InvitationId? Invitation { get; init; }
}

/// <summary>R64, R65: the worker mails the edited draft; the personal link must still be in it.</summary>
public sealed class SendInvitation(Database database, LinkKey key, LinkAddress address, TimeProvider clock)
    : IMutation<SendInvitationInput, SendInvitationPayload>
{
    public async Task<SendInvitationPayload> ExecuteAsync(
        SendInvitationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(request.SignedIn.Organization));
        if (await OwnInvitations.FindAsync(db, input.InvitationId, request, cancellation) is not { } invitation)
        {
            return new SendInvitationPayload { Errors = [new NotFound().At("invitationId")] };
        }

        if (ExpectedVersion.Refuse(db, invitation, input.Version) is { } outdated)
        {
            return new SendInvitationPayload { Invitation = invitation.Id, Errors = [outdated] };
        }

        var outcome = invitation.Queue(input.Subject, input.Body, key, address, clock.GetUtcNow());
        if (!outcome.IsDone)
        {
            return new SendInvitationPayload { Errors = outcome.Refusals };
        }

        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved
            ? new SendInvitationPayload { Invitation = invitation.Id }
            : new SendInvitationPayload { Invitation = invitation.Id, Errors = [new ChangedMeanwhile()] };
    }
}
