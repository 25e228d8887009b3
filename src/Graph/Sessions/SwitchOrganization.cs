using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Sessions;

public sealed record SwitchOrganizationInput(string OrganizationId);

public sealed record SwitchOrganizationPayload : Payload
{
    public OpenedSession? Session { get; init; }

    public Caller? Viewer { get; init; }
}

/// <summary>
/// One person in several organizations (R32): the session ends and another begins in the other organization. With an outside issuer's
/// token there is no session of ours; its next request works there.
/// </summary>
public sealed class SwitchOrganization(
    Database database,
    SessionStore sessions,
    SessionOpener opener,
    RecentCallers recent,
    TimeProvider clock
) : IMutation<SwitchOrganizationInput, SwitchOrganizationPayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone("A person's memberships are of several tenants.");

    public async Task<SwitchOrganizationPayload> ExecuteAsync(
        SwitchOrganizationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Everyone);
        if (await FindAsync(input, caller) is not { } membership)
            return new SwitchOrganizationPayload { Errors = [new NotFound().At("organizationId")] };

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var session = await OpenAsync();
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        recent.Forget(caller.Person!.Value);

        var viewer = membership.AsCaller(caller.Kind, session?.ExpiresAt ?? caller.ValidUntil);
        request.SignedInAs(viewer);
        return new SwitchOrganizationPayload { Session = session, Viewer = viewer };

        async Task<Membership?> FindAsync(SwitchOrganizationInput asked, Caller by) =>
            GlobalId.TryParse(asked.OrganizationId, out _, out var id)
                ? await Memberships.InForceAsync(db, by.Person!.Value, new OrganizationId(id), cancellation)
                : null;

        async Task<OpenedSession?> OpenAsync()
        {
            if (caller.SessionFamily is not { } family)
            {
                var user = await db.Users.SingleAsync(row => row.Id == membership.User, cancellation);
                user.SignedIn(clock.GetUtcNow());
                return null;
            }

            await sessions.EndFamilyAsync(db, family, cancellation);
            var account = await db.Accounts.SingleAsync(row => row.Id == membership.Person, cancellation);
            return await opener.OpenAsync(db, account, membership.User, cancellation);
        }
    }
}
