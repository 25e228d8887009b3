using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Sessions;

public sealed record ChangePasswordInput(string CurrentPassword, string NewPassword);

public sealed record ChangePasswordPayload : Payload
{
    public OpenedSession? Session { get; init; }
}

/// <summary>The one thing that a temporary password is good for (R38). Every other session of the person ends; this one goes on with new tokens.</summary>
public sealed class ChangePassword(
    Database database,
    PersonAccounts accounts,
    PasswordRules rules,
    SessionOpener opener,
    RecentCallers recent,
    RequestLimits limits,
    TimeProvider clock
) : IMutation<ChangePasswordInput, ChangePasswordPayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone("A password belongs to the person, not to a tenant.");

    public async Task<ChangePasswordPayload> ExecuteAsync(
        ChangePasswordInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        limits.SignInOrRefuse(request);
        var caller = request.SignedIn;
        await using var db = database.Open(Everyone);
        var account = await db.Accounts.SingleAsync(row => row.Id == caller.Person!.Value, cancellation);

        if (await RefusalAsync(db, account, caller, input) is { } refusal)
            return new ChangePasswordPayload { Errors = [refusal] };

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await TryReplaceAsync(db, account, input.NewPassword))
            return new ChangePasswordPayload { Errors = [new ChangedMeanwhile()] };
        // Whoever has just chosen a password shall not be overruled by a link from before.
        await PersonLinkQueries.EndPasswordResetsAsync(db, account.Id, clock.GetUtcNow(), cancellation);
        var session = await opener.OpenAsync(db, account, caller.User!.Value, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        recent.Forget(account.Id);
        return new ChangePasswordPayload { Session = session };
    }

    /// <summary>False where another change of the same account was faster: its password is the one that counts.</summary>
    private async Task<bool> TryReplaceAsync(PartnerGraphDb db, Account account, string password)
    {
        try
        {
            await accounts.SetPasswordAsync(db, account, password);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private async Task<Refusal?> RefusalAsync(
        PartnerGraphDb db,
        Account account,
        Caller caller,
        ChangePasswordInput input
    )
    {
        switch (await accounts.CheckAsync(db, account, input.CurrentPassword))
        {
            case PasswordCheck.Lapsed lapsed:
                return new TemporaryPasswordExpired(lapsed.Since);
            case PasswordCheck.Refused or PasswordCheck.LockedOut:
                return new CurrentPasswordWrong().At("currentPassword");
        }
        var weak = rules.Check(input.NewPassword, account.Email!, account.Email!.Split('@')[0], caller.Name);
        if (!weak.IsDone)
            return weak.Refusals[0].At("newPassword");
        return string.Equals(input.NewPassword, input.CurrentPassword, StringComparison.Ordinal)
            ? new PasswordUnchanged().At("newPassword")
            : null;
    }
}
