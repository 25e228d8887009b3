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
    public async Task<PreviewInvitationPayload> ExecuteAsync(
        PreviewInvitationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        // Most often it was the mail worker that was faster, noting that the mail has left: then there is still something to mark.
        var looked = await LookAsync(input.Token, cancellation);
        if (looked is { IsNoted: false })
        {
            looked = await LookAsync(input.Token, cancellation);
        }

        return looked is null
            ? new PreviewInvitationPayload { Errors = [new InvitationNotFound()] }
            : new PreviewInvitationPayload { Preview = looked.Value.Preview };
    }

    private async Task<Look?> LookAsync(string token, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(PresentedInvitation.Everyone);
        if (await PresentedInvitation.FindAsync(db, token, cancellation) is not { } invitation)
        {
            return null;
        }

        var before = invitation.StatusAt(now);
        invitation.View(now);
        var preview = await PresentedInvitation.PreviewAsync(db, invitation, now, cancellation);
        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved
            ? new Look(preview, IsNoted: true)
            : new Look(preview with { Status = before }, IsNoted: false);
    }

    private readonly record struct Look(InvitationPreview Preview, bool IsNoted);
}
