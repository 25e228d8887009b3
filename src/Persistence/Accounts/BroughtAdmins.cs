using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Persistence.Accounts;

/// <summary>
/// The first global admin of an organization that an import brings in. Nobody learns a password: a new account gets a mailed link to
/// choose one; whoever has an account is asked for consent (R32).
/// </summary>
public sealed class BroughtAdmins(PersonAccounts accounts, LinkKey key, LinkPolicy links, TimeProvider clock)
{
    private static readonly Roles GlobalAdmin = new(AgentRole.NotAnAgent, AdminRole.GlobalAdmin);

    /// <summary>Adds the user and the link to the context, whose transaction decides whether they stay.</summary>
    public async Task<Outcome<User>> AddAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        string fullName,
        EmailAddress email,
        Language language,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var account = await accounts.FindAsync(db, email, cancellationToken);
        var outcome = new UserRoster(organization, []).Add(
            new NewUser(new UserId(Guid.CreateVersion7(now)), fullName, email, GlobalAdmin, language),
            // The first one gets the role from nobody in the organization.
            by: GlobalAdmin,
            account is null ? null : new ExistingPerson(account.Id, account.EmailConfirmed),
            new PersonId(Guid.CreateVersion7(now)),
            now
        );
        if (!outcome.TryGet(out var user, out _))
        {
            return outcome;
        }

        var id = new PersonLinkId(Guid.CreateVersion7(now));
        if (user.ConsentPending)
        {
            db.PersonLinks.Add(PersonLink.ForConsent(id, user, key, links, now));
        }
        else if (await accounts.CreateWithoutPasswordAsync(db, user.PersonId, email) is null)
        {
            return new ChangedMeanwhile();
        }
        else
        {
            db.PersonLinks.Add(PersonLink.ForSetUp(id, user, key, links, now));
        }

        db.Users.Add(user);
        return user;
    }
}
