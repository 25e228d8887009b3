using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;

namespace PartnerGraph.Graph.Invitations;

/// <summary>
/// The account that a customer makes while accepting: organization, person and first global admin. The address is the recipient's, but
/// it is not proven: the inviter was shown the link as well (R62, R83), so whoever holds it need not read the recipient's mail. A mail
/// of our own asks for the proof.
/// </summary>
public sealed class NewCustomers(
    PersonAccounts accounts,
    PasswordRules rules,
    LinkKey key,
    LinkPolicy links,
    TimeProvider clock
)
{
    /// <summary>Adds all of it to the context; the caller's transaction decides whether it stays.</summary>
    public async Task<Outcome<WhoAccepts>> CreateAsync(
        PartnerGraphDb db,
        Invitation invitation,
        NewCustomerInput input,
        Language language,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var email = invitation.RecipientEmail;
        var organization = Organization.CreateCustomer(
            new OrganizationId(Guid.CreateVersion7(now)),
            input.Name,
            input.Country,
            input.Domain,
            now
        );
        var person = new PersonId(Guid.CreateVersion7(now));
        var password = rules.Check(
            input.Password,
            email.Value,
            email.Value.Split('@')[0],
            input.AdminFullName,
            input.Name
        );
        List<Refusal> refusals =
        [
            .. organization.Refusals.Select(refusal => Below("organization", refusal)),
            .. password.Refusals.Select(refusal => refusal.At("organization", "password")),
        ];
        if (TextRules.Line(input.AdminFullName) is { } name)
        {
            refusals.Add(name.At("organization", "adminFullName"));
        }

        if (refusals.Count > 0 || !organization.TryGet(out var customer, out _))
        {
            return Outcome.Refused<WhoAccepts>(refusals);
        }

        if (await accounts.CreateAsync(db, person, email, input.Password) is not { } account)
        {
            return new EmailTaken(email.Value);
        }

        var user = User.CreateFirst(
            new UserId(Guid.CreateVersion7(now)),
            customer.Id,
            person,
            input.AdminFullName,
            email,
            new Roles(AgentRole.NotAnAgent, AdminRole.GlobalAdmin),
            language,
            now
        );
        return user.Match<Outcome<WhoAccepts>>(
            admin =>
            {
                db.Organizations.Add(customer);
                db.Users.Add(admin);
                var link = new PersonLinkId(Guid.CreateVersion7(now));
                db.PersonLinks.Add(PersonLink.ForAddressProof(link, admin, key, links, now));
                return new WhoAccepts(new Acceptor(customer, admin, OrganizationHasRecipient: true), account);
            },
            late => Outcome.Refused<WhoAccepts>(late)
        );
    }

    private static Refusal Below(string input, Refusal refusal) => refusal.At([input, .. refusal.Path]);
}
