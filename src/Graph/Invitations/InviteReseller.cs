using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Invitations;

public sealed record InviteResellerInput(EmailAddress Email, string? Message, Language? Language);

public sealed record InviteResellerPayload : Payload
{
    public InvitationId? Invitation { get; init; }

    /// <summary>This once, should the mail not arrive (R83).</summary>
    public Uri? Link { get; init; }
}

/// <summary>R46, R47: a provider invites a reseller to authorize it; the worker mails it.</summary>
public sealed class InviteReseller(
    Database database,
    InvitationLimits limits,
    LinkKey key,
    LinkAddress address,
    LinkPolicy policy,
    TimeProvider clock
) : IMutation<InviteResellerInput, InviteResellerPayload>
{
    public async Task<InviteResellerPayload> ExecuteAsync(
        InviteResellerInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var now = clock.GetUtcNow();
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var provider = await db.Organizations.SingleAsync(row => row.Id == caller.Organization, cancellation);
        var inviter = await OwnInvitations.InviterAsync(db, caller, cancellation);

        var allowed = await limits.CheckAsync(db, inviter, provider.Id, input.Email, cancellation);
        if (!allowed.IsDone)
        {
            return new InviteResellerPayload { Errors = allowed.Refusals };
        }

        var outcome = Invitation.InviteReseller(
            new InvitationId(Guid.CreateVersion7(now)),
            provider,
            inviter,
            input.Email,
            input.Message,
            input.Language ?? request.Language,
            key,
            policy,
            now
        );
        if (!outcome.TryGet(out var invitation, out var refusals))
        {
            return new InviteResellerPayload { Errors = refusals };
        }

        db.Invitations.Add(invitation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new InviteResellerPayload { Invitation = invitation.Id, Link = invitation.Link(key, address) };
    }
}
