using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Links;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

public sealed record SetNewPasswordInput(string Token, string NewPassword);

public sealed record SetNewPasswordPayload : Payload;

/// <summary>
/// R38: whoever follows the mailed link chooses a password, whether an administrator asked for the link or the person did. Every session
/// of the person ends, and so does every other such link.
/// </summary>
public sealed class SetNewPassword(
    Database database,
    PersonAccounts accounts,
    ApiTokenStore tokens,
    PasswordRules rules,
    RecentCallers recent,
    TimeProvider clock
) : IMutation<SetNewPasswordInput, SetNewPasswordPayload>
{
    public async Task<SetNewPasswordPayload> ExecuteAsync(
        SetNewPasswordInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var outcome = await ExecuteAsync(input.Token, input.NewPassword, cancellation);
        return new SetNewPasswordPayload
        {
            Errors = [.. outcome.Refusals.Select(one => one.Path.Count > 0 ? one : one.At("token"))],
        };
    }

    /// <summary>A password that is refused leaves the link as good as it was; its refusal has the path newPassword.</summary>
    public async Task<Outcome> ExecuteAsync(string token, string newPassword, CancellationToken cancellation)
    {
        if (!LinkSecret.TryParse(token, out var secret))
        {
            return new LinkNotFound();
        }

        // Who loses a race looks again: the winner's traces then tell the reason.
        return await TryAsync(secret, newPassword, cancellation)
            ?? await TryAsync(secret, newPassword, cancellation)
            ?? new ChangedMeanwhile();
    }

    /// <summary>Null where the link was used or the account changed at the same moment.</summary>
    private async Task<Outcome?> TryAsync(LinkSecret secret, string newPassword, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(PresentedPersonLink.Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var link = await LinkLookup.FindPersonLinkAsync(db, secret, cancellation);
        if (
            link
            is not { Purpose: LinkPurpose.PasswordReset or LinkPurpose.PasswordRecovery or LinkPurpose.AccountSetUp }
        )
        {
            return new LinkNotFound();
        }

        var used = link.Use(secret, now);
        if (!used.IsDone)
        {
            return used;
        }

        var account = await db.Accounts.SingleAsync(row => row.Id == link.PersonId, cancellation);
        if (await WeakAsync(db, account, newPassword, cancellation) is { } refusal)
        {
            return refusal.At("newPassword");
        }

        if (!await TrySaveAsync(db, link, account, newPassword, now, cancellation))
        {
            return null;
        }

        // Whoever made the account need not be who proves its address now: what was made for machines ends with the sessions.
        var ended = account.EmailConfirmed ? [] : await tokens.RevokeAllOfPersonAsync(db, account.Id, cancellation);
        await accounts.MarkEmailVerifiedAsync(db, account.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        recent.Forget(account.Id);
        foreach (var token in ended)
        {
            recent.Forget(token);
        }

        return Outcome.Done;
    }

    private async Task<Refusal?> WeakAsync(
        PartnerGraphDb db,
        Account account,
        string newPassword,
        CancellationToken cancellation
    )
    {
        var names = await db
            .Users.Where(row => row.PersonId == account.Id)
            .Select(row => row.FullName)
            .ToListAsync(cancellation);
        var check = rules.Check(newPassword, [account.Email!, account.Email!.Split('@')[0], .. names]);
        return check.IsDone ? null : check.Refusals[0];
    }

    private async Task<bool> TrySaveAsync(
        PartnerGraphDb db,
        PersonLink link,
        Account account,
        string newPassword,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        try
        {
            if (!await LinkConsumption.SaveUsedAsync(db, link, cancellation))
            {
                return false;
            }

            await accounts.SetPasswordAsync(db, account, newPassword);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        await PersonLinkQueries.EndPasswordResetsAsync(db, account.Id, now, cancellation);
        return true;
    }
}
