using PartnerGraph.Domain.Invitations;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Invitations;

public sealed record PreviewInvitationInput(string Token);

public sealed record PreviewInvitationPayload : Payload
{
    public InvitationPreview? Preview { get; init; }
}

/// <summary>R81: tells what a link leads to and marks it viewed. A genuine link tells its state, whatever that is.</summary>
public sealed class PreviewInvitation(Database database, TimeProvider clock)
    : IMutation<PreviewInvitationInput, PreviewInvitationPayload>
{
    public static Permission Requires => Permission.Anonymous;

    public async Task<PreviewInvitationPayload> ExecuteAsync(
        PreviewInvitationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(PresentedInvitation.Everyone);
        if (await PresentedInvitation.FindAsync(db, input.Token, cancellation) is not { } invitation)
        {
            return new PreviewInvitationPayload { Errors = [new InvitationNotFound()] };
        }

        var before = invitation.StatusAt(now);
        invitation.View(now);
        var preview = await PresentedInvitation.PreviewAsync(db, invitation, now, cancellation);
        // Somebody else saw or answered it at this moment: their word counts, and ours was only a look.
        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved
            ? new PreviewInvitationPayload { Preview = preview }
            : new PreviewInvitationPayload { Preview = preview with { Status = before } };
    }
}
