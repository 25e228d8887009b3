using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Enrollments;
using PartnerGraph.Persistence.Links;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

public sealed record ReleaseAddressInput(string Token);

public sealed record ReleaseAddressPayload : Payload;

/// <summary>
/// "This was not me": whoever reads the mail of an address that somebody else made an account with frees it. The account, its sessions and its
/// memberships end, and the address can be used as if it had never been. Only while nobody has proven the address.
/// </summary>
public sealed class ReleaseAddress(Database database, PersonAccounts accounts, RecentCallers recent, TimeProvider clock)
    : IMutation<ReleaseAddressInput, ReleaseAddressPayload>
{
    public async Task<ReleaseAddressPayload> ExecuteAsync(
        ReleaseAddressInput input,
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

    /// <summary>Null where the link was used or the account changed at the same moment.</summary>
    private async Task<ReleaseAddressPayload?> TryAsync(LinkSecret secret, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(PresentedPersonLink.Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var link = await LinkLookup.FindPersonLinkAsync(db, secret, cancellation);
        if (
            link
            is not { Purpose: LinkPurpose.AddressProof or LinkPurpose.PasswordRecovery or LinkPurpose.AccountSetUp }
        )
        {
            return Refused(new LinkNotFound());
        }

        var used = link.Use(secret, now);
        if (!used.IsDone)
        {
            return Refused(used.Refusals[0]);
        }

        var account = await db.Accounts.SingleAsync(row => row.Id == link.PersonId, cancellation);
        if (account.EmailConfirmed)
        {
            return Refused(new AddressVerifiedAlready());
        }

        if (await EndMembershipsAsync(db, account.Id, now, cancellation) is { } refusal)
        {
            return Refused(refusal);
        }

        if (!await TrySaveAsync(db, link, account, now, cancellation))
        {
            return null;
        }

        await transaction.CommitAsync(cancellation);
        recent.Forget(account.Id);
        return new ReleaseAddressPayload();
    }

    private async Task<bool> TrySaveAsync(
        PartnerGraphDb db,
        PersonLink link,
        Account account,
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

            await accounts.GiveUpAddressAsync(db, account);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        await PersonLinkQueries.EndAllAsync(db, account.Id, now, cancellation);
        return true;
    }

    /// <summary>An account that nobody proved has one membership, as a rule; in a fixed order all the same, for each is held.</summary>
    private static async Task<Refusal?> EndMembershipsAsync(
        PartnerGraphDb db,
        PersonId person,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var memberships = await db
            .Users.AsNoTracking()
            .Where(user => user.PersonId == person)
            .OrderBy(user => user.OrganizationId)
            .Select(user => new { user.Id, user.OrganizationId })
            .ToListAsync(cancellation);
        foreach (var membership in memberships)
        {
            var users = await RosterQueries.HoldAsync(db, membership.OrganizationId, [membership.Id], cancellation);
            var organization = await db.Organizations.SingleAsync(
                row => row.Id == membership.OrganizationId,
                cancellation
            );
            var roster = new UserRoster(organization.Id, users);
            var subject = users.Single(user => user.Id == membership.Id);
            var ended = roster.GiveUpAddress(subject, inProgram: organization.ApprovedAt is not null, now);
            if (!ended.IsDone)
            {
                return ended.Refusals[0];
            }

            if (!roster.HasGlobalAdmin)
            {
                await WithdrawEnrollmentAsync(db, organization, now, cancellation);
            }
        }

        return null;
    }

    /// <summary>Nobody is left to go on with it, and its MPN ID shall be free.</summary>
    private static async Task WithdrawEnrollmentAsync(
        PartnerGraphDb db,
        Organization organization,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var newest = await EnrollmentQueries.FindNewestAsync(db, organization.Id, cancellation);
        // From a state that is final this is refused, and nothing is to be done.
        newest?.Withdraw(Actor.System, organization, now);
    }

    private static ReleaseAddressPayload Refused(Refusal refusal) => new() { Errors = [refusal.At("token")] };
}
