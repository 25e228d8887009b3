using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Links;

namespace PartnerGraph.Graph.Users;

public sealed record VerifyEmailInput(string Token);

public sealed record VerifyEmailPayload : Payload;

/// <summary>Whoever reads the mail of a new account's address says that the account is theirs.</summary>
public sealed class VerifyEmail(Database database, PersonAccounts accounts, TimeProvider clock)
    : IMutation<VerifyEmailInput, VerifyEmailPayload>
{
    public async Task<VerifyEmailPayload> ExecuteAsync(
        VerifyEmailInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        if (!LinkSecret.TryParse(input.Token, out var secret))
        {
            return Refused(new LinkNotFound());
        }

        // Who loses a race looks again: the winner's traces then tell the reason.
        return await TryAsync(secret, cancellation)
            ?? await TryAsync(secret, cancellation)
            ?? Refused(new ChangedMeanwhile());
    }

    /// <summary>Null where the link was used at the same moment.</summary>
    private async Task<VerifyEmailPayload?> TryAsync(LinkSecret secret, CancellationToken cancellation)
    {
        await using var db = database.Open(PresentedPersonLink.Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var link = await LinkLookup.FindPersonLinkAsync(db, secret, cancellation);
        if (link is not { Purpose: LinkPurpose.AddressProof })
        {
            return Refused(new LinkNotFound());
        }

        var used = link.Use(secret, clock.GetUtcNow());
        if (!used.IsDone)
        {
            return Refused(used.Refusals[0]);
        }

        if (!await LinkConsumption.SaveUsedAsync(db, link, cancellation))
        {
            return null;
        }

        await accounts.MarkEmailVerifiedAsync(db, link.PersonId, cancellation);
        await transaction.CommitAsync(cancellation);
        return new VerifyEmailPayload();
    }

    private static VerifyEmailPayload Refused(Refusal refusal) => new() { Errors = [refusal.At("token")] };
}
