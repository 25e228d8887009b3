using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

public sealed record ResendEmailVerificationPayload : Payload;

/// <summary>The signed-in person asks for another mail that proves the address; the link from before stops working.</summary>
public sealed class ResendEmailVerification(Database database, LinkKey key, LinkPolicy links, TimeProvider clock)
    : IMutation<NoInput, ResendEmailVerificationPayload>
{
    public async Task<ResendEmailVerificationPayload> ExecuteAsync(
        NoInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var person = caller.Person!.Value;
        var now = clock.GetUtcNow();
        // For everyone: a person is not mailed more often for belonging to several organizations.
        await using var db = database.Open(PresentedPersonLink.Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await PersonLinkQueries.HoldPersonAsync(db, person, cancellation);

        if (await db.Accounts.AnyAsync(row => row.Id == person && row.EmailConfirmed, cancellation))
        {
            return Refused(new AddressVerifiedAlready());
        }

        if (await LinkPace.RefuseAsync(db, person, LinkPurpose.AddressProof, links, now, cancellation) is { } refusal)
        {
            return Refused(refusal);
        }

        await PersonLinkQueries.EndAddressProofsAsync(db, person, now, cancellation);
        var user = await db.Users.SingleAsync(row => row.Id == caller.User!.Value, cancellation);
        var id = new PersonLinkId(Guid.CreateVersion7(now));
        db.PersonLinks.Add(PersonLink.ForAddressProof(id, user, key, links, now));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new ResendEmailVerificationPayload();
    }

    private static ResendEmailVerificationPayload Refused(Refusal refusal) => new() { Errors = [refusal] };
}
