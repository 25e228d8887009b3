using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Users;

/// <summary>R32: consent to a membership; R38: a new password; the proof of an account's address.</summary>
public sealed class PersonLinkMailWriter(Database database, LinkKey key, LinkAddress address) : IMailWriter
{
    public string Kind => EventNames.PersonLinkRequested;

    public async Task<MailDraft> WriteAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        await using var db = database.Open(Tenant.Of(message.OrganizationId));
        var id = new PersonLinkId(message.SubjectId);
        var link = await db.PersonLinks.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (link is not { UsedAt: null })
            return new MailDraft.Obsolete("The link was used already.");
        if (link.Generation != MailFacts.Of(message).Generation)
            return new MailDraft.Obsolete("A newer link has taken this one's place.");

        var user = await db
            .Users.AsNoTracking()
            .SingleOrDefaultAsync(
                one => one.PersonId == link.PersonId && one.OrganizationId == link.OrganizationId,
                cancellationToken
            );
        if (user is not { Active: true })
            return new MailDraft.Obsolete("The user is no longer active.");
        if (link.Purpose is LinkPurpose.AddressProof && await IsProvenAsync(db, link.PersonId, cancellationToken))
            return new MailDraft.Obsolete("The address was proven already.");
        var organization = await db
            .Organizations.AsNoTracking()
            .SingleAsync(one => one.Id == link.OrganizationId, cancellationToken);
        return new MailDraft.Written(Content(link, user, organization.Name), user.FullName, link.ExpiresAt);
    }

    private static Task<bool> IsProvenAsync(PartnerGraphDb db, PersonId person, CancellationToken cancellationToken) =>
        db.Accounts.AnyAsync(account => account.Id == person && account.EmailConfirmed, cancellationToken);

    private MailContent Content(PersonLink link, User user, string organization)
    {
        var uri = address.For(link.Purpose, link.Secret(key));
        var validity = link.ExpiresAt - link.CreatedAt;
        return link.Purpose switch
        {
            LinkPurpose.MembershipConsent => new MembershipConsentMail(
                user.Language,
                user.FullName,
                organization,
                uri,
                link.ExpiresAt,
                validity
            ),
            LinkPurpose.PasswordReset => new PasswordResetMail(
                user.Language,
                user.FullName,
                organization,
                uri,
                link.ExpiresAt,
                validity
            ),
            LinkPurpose.PasswordRecovery => new PasswordRecoveryMail(
                user.Language,
                user.FullName,
                uri,
                link.ExpiresAt,
                validity
            ),
            LinkPurpose.AccountSetUp => new AccountSetUpMail(
                user.Language,
                user.FullName,
                organization,
                uri,
                link.ExpiresAt,
                validity
            ),
            LinkPurpose.AddressProof => new AddressProofMail(
                user.Language,
                organization,
                uri,
                link.ExpiresAt,
                validity
            ),
            _ => throw new InvalidOperationException($"A person's link is not for {link.Purpose}."),
        };
    }
}
