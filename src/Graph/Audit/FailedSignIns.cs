using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Access;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Audit;

namespace PartnerGraph.Graph.Audit;

/// <summary>
/// A sign-in that failed is told to the organizations of whoever's address it was. Tries on a locked account are not: so nobody fills
/// another one's trail.
/// </summary>
public sealed class FailedSignIns(AuditTrail trail, PersonAccounts accounts)
{
    public async Task WriteAsync(
        PartnerGraphDb db,
        EmailAddress email,
        string code,
        RequestState request,
        CancellationToken cancellation
    )
    {
        if (await accounts.FindAsync(db, email, cancellation) is not { } account)
            return;
        foreach (var membership in await Memberships.OfPersonAsync(db, account.Id, cancellation))
        {
            var act = Acts.Of("signIn", null, request) with
            {
                ActorKind = ActorKind.User,
                ActorName = membership.FullName,
                User = membership.User,
                Organization = membership.Organization,
            };
            await trail.WriteRefusedAsync(act, AuditOutcome.Refused, code, cancellation);
        }
    }
}
