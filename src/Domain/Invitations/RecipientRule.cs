using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Domain.Invitations;

/// <summary>For whom an invitation is (decisions under R49 and R72).</summary>
public static class RecipientRule
{
    /// <summary>
    /// A partnership invitation is for the recipient, for colleagues of the recipient's domain, and for an organization that
    /// has the recipient as a user. A web-mail domain makes nobody a colleague.
    /// </summary>
    public static bool AdmitsReseller(
        EmailAddress recipient,
        EmailAddress acceptor,
        bool organizationHasRecipient,
        WebMailDomains webMail
    ) =>
        acceptor == recipient
        || organizationHasRecipient
        || (acceptor.Domain == recipient.Domain && !webMail.Contains(recipient));

    /// <summary>A customer invitation is for the recipient alone.</summary>
    public static bool AdmitsCustomer(EmailAddress recipient, EmailAddress acceptor) => acceptor == recipient;
}
