using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Sessions;

public sealed record SignInInput(EmailAddress Email, string Password);

public sealed record SignInPayload : Payload
{
    public OpenedSession? Session { get; init; }

    public Caller? Viewer { get; init; }
}

/// <summary>
/// By address and password. An unknown address, a wrong password, a locked account and a person without a membership in force get the same
/// answer in the same time; only the right temporary password is told that it came too late.
/// </summary>
public sealed class SignIn(
    Database database,
    PersonAccounts accounts,
    SessionOpener opener,
    RequestLimits limits,
    FailedSignIns failures,
    TimeProvider clock
) : IMutation<SignInInput, SignInPayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone("A sign-in tells the tenant.");

    public async Task<SignInPayload> ExecuteAsync(
        SignInInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        limits.SignInOrRefuse(request);
        var began = clock.GetTimestamp();
        await using var db = database.Open(Everyone);
        var check = await accounts.CheckAsync(db, input.Email, input.Password, cancellation);

        if (check is PasswordCheck.Lapsed lapsed)
            return await RefuseAsync(new TemporaryPasswordExpired(lapsed.Since));
        var account = (check as PasswordCheck.Accepted)?.Account;
        var membership = account is null ? null : await Memberships.LatestAsync(db, account.Id, cancellation);
        if (account is null || membership is null)
            return await RefuseAsync(new SignInFailed());

        var session = await opener.OpenAsync(db, account, membership.User, cancellation);
        await db.SaveChangesAsync(cancellation);
        var viewer = membership.AsCaller(CallerKind.Session, session.ExpiresAt) with
        {
            PasswordChangeRequired = session.PasswordChangeRequired,
        };
        request.SignedInAs(viewer);
        return new SignInPayload { Session = session, Viewer = viewer };

        async Task<SignInPayload> RefuseAsync(Refusal why)
        {
            // A failure is written down where there is an account: that takes longer than to have none, and shall not be seen.
            if (check is not PasswordCheck.LockedOut)
                await failures.WriteAsync(db, input.Email, SchemaName.Of(why.Code), request, cancellation);
            await clock.EvenOutAsync(began, cancellation);
            return new SignInPayload { Errors = [why] };
        }
    }
}
