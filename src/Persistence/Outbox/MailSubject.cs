using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Persistence.Outbox;

/// <summary>What a mail is about, whose it is, where it goes and who caused it.</summary>
public sealed record MailSubject(
    string Type,
    Guid Id,
    OrganizationId Organization,
    string? Recipient,
    UserId? CausedBy = null
)
{
    public const string PersonLink = "personLink";
    public const string Enrollment = "enrollment";
    public const string Invitation = "invitation";
    public const string Partnership = "partnership";
    public const string AdministrationGrant = "administrationGrant";
    public const string CustomerAccess = "customerAccess";
    public const string WebhookEndpoint = "webhookEndpoint";

    /// <summary>What a mail to the global admins of an organization is about.</summary>
    internal static (string Type, Guid Id) About(EventSource source) =>
        source switch
        {
            Domain.Partnerships.Partnership partnership => (Partnership, partnership.Id.Value),
            Domain.Administration.AdministrationGrant grant => (AdministrationGrant, grant.Id.Value),
            Domain.Customers.CustomerAccess access => (CustomerAccess, access.Id.Value),
            Domain.Webhooks.WebhookEndpoint endpoint => (WebhookEndpoint, endpoint.Id.Value),
            _ => throw new InvalidOperationException(
                $"Global admins are not told of a {source.GetType().Name}: say here what the mail is about."
            ),
        };

    public const string Lead = "lead";
    public const string ServiceRequest = "serviceRequest";
    public const string SupportTicket = "supportTicket";

    /// <summary>About an invitation, but not its link: to the inviter, or a reminder. Not the delivery that is shown.</summary>
    public const string InvitationNotice = "invitationNotice";

    internal static MailSubject Of(PartnerGraphDb db, EventSource source, DomainEvent happened) =>
        (source, happened) switch
        {
            (
                Domain.Invitations.Invitation told,
                Domain.Invitations.InvitationDeliveryFailed
                    or Domain.Invitations.InvitationLapsed
            ) => new(
                InvitationNotice,
                told.Id.Value,
                told.InviterId,
                db.Users.Local.FirstOrDefault(user => user.Id == told.InvitedBy)?.Email.Value
            ),
            (Domain.Invitations.Invitation reminded, Domain.Invitations.InvitationReminded) => new(
                InvitationNotice,
                reminded.Id.Value,
                reminded.InviterId,
                reminded.RecipientEmail.Value
            ),
            _ => Of(db, source),
        };

    private static MailSubject Of(PartnerGraphDb db, EventSource source) =>
        source switch
        {
            Domain.Users.PersonLink link => new(
                PersonLink,
                link.Id.Value,
                link.OrganizationId,
                AddressOf(db, link.PersonId)
            ),
            Domain.Enrollments.Enrollment enrollment => new(
                Enrollment,
                enrollment.Id.Value,
                enrollment.OrganizationId,
                enrollment.PrimaryContact?.Email.Value
            ),
            Domain.Invitations.Invitation invitation => new(
                Invitation,
                invitation.Id.Value,
                invitation.InviterId,
                invitation.RecipientEmail.Value,
                invitation.InvitedBy
            ),
            // These events name whom they are mailed to.
            Domain.Leads.Lead lead => new(Lead, lead.Id.Value, lead.ProviderId, Recipient: null),
            Domain.ServiceRequests.ServiceRequest request => new(
                ServiceRequest,
                request.Id.Value,
                request.RequestedById,
                Recipient: null
            ),
            Domain.SupportTickets.SupportTicket ticket => new(
                SupportTicket,
                ticket.Id.Value,
                ticket.OrganizationId,
                Recipient: null
            ),
            _ => throw new InvalidOperationException(
                $"Nobody is known to whom a mail about {source.GetType().Name} goes."
            ),
        };

    private static string? AddressOf(PartnerGraphDb db, PersonId person) =>
        db.Users.Local.FirstOrDefault(user => user.PersonId == person)?.Email.Value;
}
