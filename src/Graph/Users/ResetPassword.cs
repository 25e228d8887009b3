using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

public sealed record ResetPasswordInput(string UserId);

public sealed record ResetPasswordPayload : Payload
{
    public UserId? User { get; init; }

    /// <summary>This once; null where a link was mailed to the person.</summary>
    public string? TemporaryPassword { get; init; }
}

/// <summary>R38: a password belongs to its person, so no organization sees a new one where the person belongs to another one too.</summary>
public sealed class ResetPassword(
    Database database,
    PersonAccounts accounts,
    SessionStore sessions,
    RecentCallers recent,
    LinkKey key,
    LinkPolicy links,
    TemporaryPasswordPolicy passwords,
    TimeProvider clock
) : IMutation<ResetPasswordInput, ResetPasswordPayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone("Whether a person belongs to other organizations too.");

    public async Task<ResetPasswordPayload> ExecuteAsync(
        ResetPasswordInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        // Asked on its own, so that nobody waits for a second connection while holding the roster.
        var memberships = await CountMembershipsAsync(input.UserId, cancellation);
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var held = await ManagedUser.HoldAsync(db, caller, input.UserId, cancellation);
        if (!held.TryGet(out var managed, out var refusals))
        {
            return new ResetPasswordPayload { Errors = refusals };
        }

        var user = managed.Subject;
        if (await RefusalAsync(db, user, managed.Effective, cancellation) is { } refusal)
        {
            return new ResetPasswordPayload { Errors = [refusal] };
        }

        // Whoever acts for the organization from outside sees no password of its people.
        var password =
            caller.Acting is null && TemporaryPasswordPolicy.MayShow(memberships) ? TemporaryPassword.New() : null;
        if (!await TryReplaceAsync(db, user, password, cancellation))
        {
            return new ResetPasswordPayload { Errors = [new ChangedMeanwhile()] };
        }

        await transaction.CommitAsync(cancellation);
        recent.Forget(user.PersonId);
        return new ResetPasswordPayload { User = user.Id, TemporaryPassword = password };
    }

    /// <summary>One that waits for consent counts: its organization must not come to another one's password by a reset.</summary>
    private async Task<int> CountMembershipsAsync(string userId, CancellationToken cancellation)
    {
        var id = new UserId(GlobalId.Read(NodeKind.User, userId) ?? Guid.Empty);
        await using var db = database.Open(Everyone);
        return await db.Users.CountAsync(
            user => user.Active && db.Users.Any(subject => subject.Id == id && subject.PersonId == user.PersonId),
            cancellation
        );
    }

    private async Task<Refusal?> RefusalAsync(
        PartnerGraphDb db,
        User user,
        Roles effective,
        CancellationToken cancellation
    )
    {
        var allowed = UserRoster.MayResetPassword(user, effective);
        if (!allowed.IsDone)
        {
            return allowed.Refusals[0];
        }

        if (!user.InForce)
        {
            return new MembershipNotInForce().At("userId");
        }

        var latest = await PersonLinkQueries.LatestAsync(db, user.PersonId, LinkPurpose.PasswordReset, cancellation);
        var allowedAt = latest + links.ResendCoolDown;
        return allowedAt > clock.GetUtcNow() ? new ResendTooSoon(allowedAt.Value) : null;
    }

    /// <param name="password">Null: the person is mailed a link, and the password in use goes on working until then.</param>
    private async Task<bool> TryReplaceAsync(
        PartnerGraphDb db,
        User user,
        string? password,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await PersonLinkQueries.EndPasswordResetsAsync(db, user.PersonId, now, cancellation);
        await sessions.EndAllOfUserAsync(db, user.Id, cancellation);
        if (password is null)
        {
            var id = new PersonLinkId(Guid.CreateVersion7(now));
            db.PersonLinks.Add(PersonLink.ForNewPassword(id, user, key, links, now));
            return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved;
        }

        var account = await db.Accounts.SingleAsync(row => row.Id == user.PersonId, cancellation);
        try
        {
            await accounts.SetTemporaryPasswordAsync(db, account, password, now + passwords.Lifetime);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }
}
