using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Sessions;

public sealed record SignOutPayload : Payload;

/// <summary>Ends all tokens of this sign-in. An outside issuer's token is not ours to end.</summary>
public sealed class SignOut(Database database, SessionStore sessions, RecentCallers recent)
    : IMutation<NoInput, SignOutPayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone("Sessions belong to persons, not to tenants.");

    public async Task<SignOutPayload> ExecuteAsync(NoInput input, RequestState request, CancellationToken cancellation)
    {
        var caller = request.SignedIn;
        if (caller.SessionFamily is { } family)
        {
            await using var db = database.Open(Everyone);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await sessions.EndFamilyAsync(db, family, cancellation);
            await transaction.CommitAsync(cancellation);
            recent.Forget(caller.Person!.Value);
        }
        return new SignOutPayload();
    }
}
