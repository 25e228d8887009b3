using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

public sealed record RequestPasswordResetInput(EmailAddress Email);

public sealed record RequestPasswordResetPayload : Payload;

/// <summary>
/// Whoever forgot the password has a link mailed. Whether the address has an account, and whether it was mailed a moment ago, shows neither
/// in the answer nor in its time; the password in use, and links from before, go on working until one of the links is used.
/// </summary>
public sealed class RequestPasswordReset(
    Database database,
    PersonAccounts accounts,
    LinkKey key,
    LinkPolicy links,
    RequestLimits limits,
    TimeProvider clock
) : IMutation<RequestPasswordResetInput, RequestPasswordResetPayload>
{
    public async Task<RequestPasswordResetPayload> ExecuteAsync(
        RequestPasswordResetInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        limits.MailOrRefuse(request);
        var began = clock.GetTimestamp();
        await MailAsync(input.Email, cancellation);
        await clock.EvenOutAsync(began, cancellation);
        return new RequestPasswordResetPayload();
    }

    private async Task MailAsync(EmailAddress email, CancellationToken cancellation)
    {
        await using var db = database.Open(PresentedPersonLink.Everyone);
        if (await accounts.FindAsync(db, email, cancellation) is not { } account)
        {
            return;
        }

        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await PersonLinkQueries.HoldPersonAsync(db, account.Id, cancellation);
        if (
            await MembershipAsync(db, account.Id, cancellation) is not { } user
            || await LinkPace.RefuseAsync(db, account.Id, LinkPurpose.PasswordRecovery, links, now, cancellation)
                is not null
        )
        {
            return;
        }

        var id = new PersonLinkId(Guid.CreateVersion7(now));
        db.PersonLinks.Add(PersonLink.ForRecovery(id, user, key, links, now));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Where the person worked last; whoever only waits to agree needs a password of their own for it. Nobody else has anything to open.</summary>
    private static Task<User?> MembershipAsync(PartnerGraphDb db, PersonId person, CancellationToken cancellation) =>
        db
            .Users.Where(user => user.PersonId == person && user.Active)
            .OrderBy(user => user.ConsentPending)
            .ThenByDescending(user => user.LastSignedInAt != null)
            .ThenByDescending(user => user.LastSignedInAt)
            .ThenBy(user => user.Id)
            .FirstOrDefaultAsync(cancellation);
}
