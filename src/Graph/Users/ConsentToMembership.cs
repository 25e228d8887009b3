using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Links;

namespace PartnerGraph.Graph.Users;

/// <summary>R32: whoever follows the mailed link agrees to the membership. Holding the link is the proof; a sign-in is not asked for, a password of one's own is.</summary>
public sealed class ConsentToMembership(Database database, TimeProvider clock)
{
    public async Task<Outcome> ExecuteAsync(string token, CancellationToken cancellation)
    {
        if (!LinkSecret.TryParse(token, out var secret))
        {
            return new LinkNotFound();
        }

        // Who loses a race looks again: the winner's traces then tell the reason.
        return await TryAsync(secret, cancellation) ?? await TryAsync(secret, cancellation) ?? new ChangedMeanwhile();
    }

    /// <summary>Null where the link or the user was changed at the same moment.</summary>
    private async Task<Outcome?> TryAsync(LinkSecret secret, CancellationToken cancellation)
    {
        await using var db = database.Open(PresentedPersonLink.Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var link = await LinkLookup.FindPersonLinkAsync(db, secret, cancellation);
        if (link is not { Purpose: LinkPurpose.MembershipConsent, UserId: { } id })
        {
            return new LinkNotFound();
        }

        var used = link.Use(secret, clock.GetUtcNow());
        if (!used.IsDone)
        {
            return used;
        }

        var user = await db.Users.SingleAsync(row => row.Id == id, cancellation);
        if (!user.Active)
        {
            return new LinkRevoked();
        }

        // A temporary password is known to the administrator of another organization: it may not open this one.
        if (await db.Accounts.AnyAsync(row => row.Id == user.PersonId && row.PasswordChangeRequired, cancellation))
        {
            return new OwnPasswordFirst();
        }

        user.Consent();
        try
        {
            if (!await LinkConsumption.SaveUsedAsync(db, link, cancellation))
            {
                return null;
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }

        await transaction.CommitAsync(cancellation);
        return Outcome.Done;
    }
}
