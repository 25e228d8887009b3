using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Administration;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Partnerships;

namespace PartnerGraph.Graph.Invitations;

/// <summary>Who accepts; <paramref name="Account"/> is the one that was made on the way.</summary>
public sealed record WhoAccepts(Acceptor Acceptor, Account? Account);

/// <summary>Loads what the rules of acceptance need, asks them, and adds what they made to the context; saving is the caller's.</summary>
public sealed class Acceptance(WebMailDomains webMail, TimeProvider clock)
{
    /// <summary>The caller's organization and user, and whether the recipient is one of its users (R49).</summary>
    public async Task<Acceptor> AcceptorAsync(
        PartnerGraphDb db,
        Invitation invitation,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var user = await db.Users.SingleAsync(row => row.Id == caller.User!.Value, cancellation);
        var organization = await db.Organizations.SingleAsync(row => row.Id == user.OrganizationId, cancellation);
        var hasRecipient = await db.Users.AnyAsync(
            row =>
                row.OrganizationId == organization.Id
                && row.Email == invitation.RecipientEmail
                && row.Active
                && !row.ConsentPending,
            cancellation
        );
        return new Acceptor(organization, user, hasRecipient);
    }

    public Task<Outcome> DecideAsync(
        PartnerGraphDb db,
        Invitation invitation,
        Acceptor by,
        bool confirmed,
        CancellationToken cancellation
    ) =>
        invitation.Kind switch
        {
            InvitationKind.Partnership => AsResellerAsync(db, invitation, by, confirmed, cancellation),
            InvitationKind.Customer or InvitationKind.CustomerWithProvider => AsCustomerAsync(
                db,
                invitation,
                by,
                confirmed,
                cancellation
            ),
        };

    private async Task<Outcome> AsResellerAsync(
        PartnerGraphDb db,
        Invitation invitation,
        Acceptor by,
        bool confirmed,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var existing = await ActiveAsync(db, invitation.InviterId, by.Organization.Id, cancellation);
        var outcome = invitation.AcceptPartnership(
            by,
            confirmed,
            new PartnershipId(Guid.CreateVersion7(now)),
            existing,
            webMail,
            now
        );
        if (outcome.TryGet(out var partnership, out _) && existing is null)
        {
            db.Partnerships.Add(partnership);
        }

        return outcome.WithoutValue();
    }

    private async Task<Outcome> AsCustomerAsync(
        PartnerGraphDb db,
        Invitation invitation,
        Acceptor by,
        bool confirmed,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var customer = by.Organization.Id;
        // Both are held: what somebody ends at this moment is over before, or ends what was accepted here as well.
        var partnership = invitation.IndirectProviderId is { } provider
            ? await PartnershipHold.HoldActiveAsync(db, provider, invitation.InviterId, cancellation)
            : null;
        var existing = await CustomerAccessHold.HoldActiveAsync(db, customer, cancellation);
        var outcome = invitation.AcceptAsCustomer(
            by,
            confirmed,
            new CustomerAccessId(Guid.CreateVersion7(now)),
            new CustomerAccessId(Guid.CreateVersion7(now)),
            existing,
            partnership,
            now
        );
        if (outcome.TryGet(out var accepted, out _))
        {
            db.CustomerAccess.AddRange(accepted.Granted);
            await DelegateAsync(db, invitation.InviterId, customer, now, cancellation);
        }

        return outcome.WithoutValue();
    }

    /// <summary>R72: the acceptance delegates to the reseller, unless that stands in full already.</summary>
    private static async Task DelegateAsync(
        PartnerGraphDb db,
        OrganizationId reseller,
        OrganizationId customer,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var open = await AdministrationQueries.OpenAsync(db, customer, [reseller], cancellation);
        if (open.Exists(grant => grant.IsActiveAt(now) && grant is { Ordering: true, Administration: true }))
        {
            return;
        }

        db.AdministrationGrants.Add(
            AdministrationGrant.ByAcceptance(
                new AdministrationGrantId(Guid.CreateVersion7(now)),
                reseller,
                customer,
                now
            )
        );
    }

    private static Task<Partnership?> ActiveAsync(
        PartnerGraphDb db,
        OrganizationId provider,
        OrganizationId reseller,
        CancellationToken cancellation
    ) =>
        db.Partnerships.SingleOrDefaultAsync(
            row => row.ProviderId == provider && row.ResellerId == reseller && row.Status == PartnershipStatus.Active,
            cancellation
        );
}
