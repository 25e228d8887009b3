using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Domain.Users;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Worker.Administration;
using PartnerGraph.Worker.Customers;
using PartnerGraph.Worker.Enrollments;
using PartnerGraph.Worker.Invitations;
using PartnerGraph.Worker.Leads;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Notices;
using PartnerGraph.Worker.Partnerships;
using PartnerGraph.Worker.SupportTickets;
using PartnerGraph.Worker.Users;
using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Worker.Mail.Samples;

/// <summary>One of every mail that the system sends. A test fails where one is missing.</summary>
public static class MailSamples
{
    private const string Host = "hooks.customer.example";
    private const string Recipient = "owner@customer.example";

    private static readonly DateTimeOffset Now = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);
    private static readonly Uri Verify = new(
        "https://partners.example/verify/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    );
    private static readonly Uri Invitation = new(
        "https://partners.example/i/BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB"
    );

    // A submission is told by the mail with the link, a draft by none.
    private static readonly EnrollmentStatus[] Mailed =
    [
        .. Enum.GetValues<EnrollmentStatus>()
            .Except([EnrollmentStatus.Draft, EnrollmentStatus.AwaitingEmailVerification]),
    ];

    /// <param name="name">Of every person and organization; null: ordinary names.</param>
    public static IReadOnlyList<MailSample> In(Language language, string? name = null)
    {
        var organization = name ?? (language == Language.En ? "Contoso Ltd" : "Ромашка");
        var person = name ?? (language == Language.En ? "Anna Brown" : "Анна Петрова");
        var provider = name ?? (language == Language.En ? "Fabrikam Distribution" : "Северный дистрибьютор");
        return
        [
            .. OfEnrollments(language, organization, person),
            .. OfUsers(language, organization, person),
            .. OfInvitations(language, organization, provider, person),
            .. ToInviters(language, organization, person),
            .. OfCases(language, organization, person),
            .. OfLeads(language, organization, provider, person),
            .. Notices(
                    language,
                    organization,
                    provider,
                    name ?? (language == Language.En ? "Tailspin Toys" : "Игрушки")
                )
                .Select(one => new MailSample(one.Name, one.Kind, new NoticeMail(language, person, one.Notice))),
        ];
    }

    private static IEnumerable<MailSample> OfEnrollments(Language language, string organization, string person)
    {
        yield return new(
            "VerifyAddress",
            EventNames.EnrollmentVerificationRequested,
            new VerifyAddressMail(
                language,
                person,
                organization,
                person,
                "anna@contoso.example",
                Verify,
                Now.AddHours(24),
                TimeSpan.FromHours(24)
            )
        );
        foreach (var status in Mailed)
            yield return new(
                $"EnrollmentStatus{status}",
                EventNames.EnrollmentStatusChanged,
                new EnrollmentStatusMail(language, person, organization, status, ReasonOf(language, status), Now)
            );
    }

    private static string? ReasonOf(Language language, EnrollmentStatus status) =>
        status switch
        {
            EnrollmentStatus.ActionRequired or EnrollmentStatus.Rejected => language == Language.En
                ? "The address of the register differs.\nPlease look at it again."
                : "Адрес не совпадает с реестром.\nПроверьте его еще раз.",
            _ => null,
        };

    private static IEnumerable<MailSample> OfUsers(Language language, string organization, string person)
    {
        yield return new(
            "MembershipConsent",
            EventNames.PersonLinkRequested,
            new MembershipConsentMail(language, person, organization, Verify, Now.AddDays(7), TimeSpan.FromDays(7))
        );
        yield return new(
            "PasswordReset",
            EventNames.PersonLinkRequested,
            new PasswordResetMail(language, person, organization, Verify, Now.AddHours(24), TimeSpan.FromHours(24))
        );
        yield return new(
            "PasswordRecovery",
            EventNames.PersonLinkRequested,
            new PasswordRecoveryMail(language, person, Verify, Now.AddHours(24), TimeSpan.FromHours(24))
        );
        yield return new(
            "AddressProof",
            EventNames.PersonLinkRequested,
            new AddressProofMail(language, organization, Verify, Now.AddHours(24), TimeSpan.FromHours(24))
        );
        yield return new(
            "AccountSetUp",
            EventNames.PersonLinkRequested,
            new AccountSetUpMail(language, person, organization, Verify, Now.AddDays(7), TimeSpan.FromDays(7))
        );
    }

    private static IEnumerable<MailSample> OfInvitations(
        Language language,
        string organization,
        string provider,
        string person
    )
    {
        yield return Partnership("PartnershipInvitation", person + "\n\n" + person, 7);
        yield return Partnership("PartnershipInvitationWithoutMessage", null, 2);
        foreach (var (suffix, second) in ((string, string?)[])[("", null), ("Joint", provider)])
        {
            yield return new(
                "CustomerInvitation" + suffix,
                EventNames.CustomerInvited,
                new CustomerInvitationMail(
                    language,
                    InvitationDraftText.Write(language, organization, second, Invitation, Now.AddDays(7)),
                    Invitation
                )
            );
            yield return new(
                "InvitationReminder" + suffix,
                EventNames.InvitationReminded,
                new InvitationReminderMail(language, organization, second, Invitation, Now.AddDays(2))
            );
        }

        MailSample Partnership(string name, string? message, int days) =>
            new(
                name,
                EventNames.PartnershipInvited,
                new PartnershipInvitationMail(
                    language,
                    organization,
                    message,
                    Invitation,
                    Now.AddDays(days),
                    TimeSpan.FromDays(days)
                )
            );
    }

    private static IEnumerable<MailSample> ToInviters(Language language, string organization, string person)
    {
        yield return new(
            "InvitationFailed",
            EventNames.InvitationDeliveryFailed,
            new InvitationFailedMail(
                language,
                person,
                organization,
                Recipient,
                Now,
                "The mail server refused the mail: 550 5.1.1 no such user"
            )
        );
        yield return new(
            "InvitationLapsed",
            EventNames.InvitationExpired,
            new InvitationLapsedMail(language, person, organization, Recipient, Now)
        );
    }

    private static IEnumerable<MailSample> OfCases(Language language, string organization, string person)
    {
        foreach (var step in Enum.GetValues<SupportStep>())
        {
            yield return new(
                $"ServiceRequest{step}",
                EventNames.ServiceRequestChanged,
                Case(language, person, organization, step)
            );
            yield return new(
                $"SupportTicket{step}",
                EventNames.SupportTicketChanged,
                Case(language, person, customer: null, step)
            );
        }
    }

    // The end of a service request may go without words.
    private static SupportCaseMail Case(Language language, string person, string? customer, SupportStep step)
    {
        var silent = customer is not null && step is SupportStep.Closed;
        return new SupportCaseMail(
            language,
            person,
            language == Language.En ? "Mail does not arrive" : "Не приходит почта",
            customer,
            step,
            silent ? null : person,
            silent ? null
                : language == Language.En ? "Since this morning.\n\nThe log is attached."
                : "С сегодняшнего утра.\n\nЖурнал приложен.",
            Now
        );
    }

    private static IEnumerable<MailSample> OfLeads(
        Language language,
        string organization,
        string provider,
        string person
    )
    {
        foreach (var status in Enum.GetValues<LeadStatus>())
        {
            var reason = status is LeadStatus.Declined or LeadStatus.Lost ? person : null;
            var news = new LeadNews(status, organization, provider, organization, reason, Now.AddDays(7));
            yield return new(
                $"Lead{status}",
                EventNames.LeadChanged,
                new NoticeMail(language, person, LeadNotices.Of(language, news))
            );
        }
    }

    /// <summary>To the global admins of both sides.</summary>
    private static IEnumerable<(string Name, string Kind, Notice Notice)> Notices(
        Language language,
        string organization,
        string provider,
        string customer
    )
    {
        yield return (
            "PartnershipEnded",
            EventNames.PartnershipEnded,
            PartnershipNotices.Ended(language, provider, organization, provider)
        );
        yield return (
            "PartnershipAdministrationRemoved",
            EventNames.PartnershipAdministrationRemoved,
            PartnershipNotices.AdministrationRemoved(language, provider, organization)
        );
        yield return AccessEnded(
            "ByReseller",
            new(RelationshipKind.Reseller, organization, customer, null, organization)
        );
        yield return AccessEnded(
            "ByCustomer",
            new(RelationshipKind.Provider, provider, customer, organization, customer)
        );
        yield return AccessEnded(
            "WithResellers",
            new(RelationshipKind.Provider, provider, customer, organization, organization)
        );

        foreach (var kind in AdministrationNotice.Kinds)
        {
            var told = new AdministrationNotice(
                organization,
                customer,
                30,
                Now.AddDays(30),
                $"{customer}?",
                organization
            )
            {
                Link = kind is EventNames.AdministrationRequested or EventNames.AdministrationExtensionRequested
                    ? Invitation
                    : null,
                LinkExpiresAt = Now.AddDays(7),
            };
            yield return (NameOf(kind), kind, told.In(language, kind));
        }
        yield return ("WebhookFailing", EventNames.WebhookFailing, WebhookNotices.Failing(language, Host, 2));
        foreach (var reason in Enum.GetValues<WebhookStopReason>())
            yield return (
                $"WebhookStopped{reason}",
                EventNames.WebhookStopped,
                WebhookNotices.Stopped(language, Host, reason)
            );

        (string, string, Notice) AccessEnded(string by, CustomerAccessEndedNotice ended) =>
            ("CustomerAccessEnded" + by, EventNames.CustomerAccessEnded, ended.In(language));
    }

    // "administration.extensionRequested" is shown as "AdministrationExtensionRequested".
    private static string NameOf(string kind) =>
        string.Concat(kind.Split('.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
