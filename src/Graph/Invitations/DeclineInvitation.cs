using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Links;

namespace PartnerGraph.Graph.Invitations;

public sealed record DeclineInvitationInput(string Token);

public sealed record DeclineInvitationPayload : Payload
{
    public InvitationPreview? Preview { get; init; }
}

/// <summary>Whoever holds the link may say no; nothing is asked of them.</summary>
public sealed class DeclineInvitation(Database database, TimeProvider clock)
    : IMutation<DeclineInvitationInput, DeclineInvitationPayload>
{
    public async Task<DeclineInvitationPayload> ExecuteAsync(
        DeclineInvitationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(PresentedInvitation.Everyone);
        if (await PresentedInvitation.FindAsync(db, input.Token, cancellation) is not { } invitation)
        {
            return new DeclineInvitationPayload { Errors = [new InvitationNotFound()] };
        }

        var outcome = invitation.Decline(now);
        if (!outcome.IsDone)
        {
            return new DeclineInvitationPayload { Errors = outcome.Refusals };
        }

        if (!await LinkConsumption.SaveAnsweredAsync(db, invitation, cancellation))
        {
            return new DeclineInvitationPayload { Errors = [new ChangedMeanwhile()] };
        }

        var preview = await PresentedInvitation.PreviewAsync(db, invitation, now, cancellation);
        return new DeclineInvitationPayload { Preview = preview };
    }
}
