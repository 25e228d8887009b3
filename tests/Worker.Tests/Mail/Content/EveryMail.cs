using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Customers;
using PartnerGraph.Worker.Enrollments;
using PartnerGraph.Worker.Invitations;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Notices;
using PartnerGraph.Worker.Partnerships;
using PartnerGraph.Worker.Users;

namespace PartnerGraph.Worker.Tests.Mail.Content;

/// <summary>One of every mail that the system sends, by name.</summary>
internal static class EveryMail
{
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

    public static IReadOnlyDictionary<string, MailContent> In(Language language, string? name = null) =>
        All(
                language,
                name ?? (language == Language.En ? "Contoso Ltd" : "Ромашка"),
                name ?? (language == Language.En ? "Anna Brown" : "Анна Петрова")
            )
            .ToDictionary(one => one.Name, one => one.Mail);

    private static IEnumerable<(string Name, MailContent Mail)> All(
        Language language,
        string organization,
        string person
    )
    {
        var provider = language == Language.En ? "Fabrikam Distribution" : "Северный дистрибьютор";
        yield return (
            "VerifyAddress",
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
            yield return ($"EnrollmentStatus{status}", Status(language, person, organization, status));
        yield return (
            "MembershipConsent",
            new MembershipConsentMail(language, person, organization, Verify, Now.AddDays(7), TimeSpan.FromDays(7))
        );
        yield return (
            "PasswordReset",
            new PasswordResetMail(language, person, organization, Verify, Now.AddHours(24), TimeSpan.FromHours(24))
        );
        yield return (
            "PartnershipInvitation",
            new PartnershipInvitationMail(
                language,
                organization,
                person + "\n\n" + person,
                Invitation,
                Now.AddDays(7),
                TimeSpan.FromDays(7)
            )
        );
        yield return (
            "PartnershipInvitationWithoutMessage",
            new PartnershipInvitationMail(
                language,
                organization,
                null,
                Invitation,
                Now.AddDays(2),
                TimeSpan.FromDays(2)
            )
        );
        yield return (
            "InvitationReminder",
            new InvitationReminderMail(language, organization, null, Invitation, Now.AddDays(2))
        );
        yield return (
            "InvitationReminderJoint",
            new InvitationReminderMail(language, organization, provider, Invitation, Now.AddDays(2))
        );
        yield return (
            "InvitationFailed",
            new InvitationFailedMail(
                language,
                person,
                organization,
                "owner@customer.example",
                Now,
                "The mail server refused the mail: 550 5.1.1 no such user"
            )
        );
        yield return (
            "InvitationLapsed",
            new InvitationLapsedMail(language, person, organization, "owner@customer.example", Now)
        );
        yield return ("CustomerInvitation", Draft(language, organization, null));
        yield return ("CustomerInvitationJoint", Draft(language, organization, provider));
        foreach (var (name, notice) in Notices(language, organization, provider))
            yield return (name, new NoticeMail(language, person, notice));
    }

    private static IEnumerable<(string Name, Notice Notice)> Notices(
        Language language,
        string organization,
        string provider
    )
    {
        var customer = language == Language.En ? "Tailspin Toys" : "Игрушки";
        yield return ("PartnershipEnded", PartnershipNotices.Ended(language, provider, organization, provider));
        yield return (
            "PartnershipAdministrationRemoved",
            PartnershipNotices.AdministrationRemoved(language, provider, organization)
        );
        yield return (
            "CustomerAccessEndedByReseller",
            new CustomerAccessEndedNotice(RelationshipKind.Reseller, organization, customer, null, organization).In(
                language
            )
        );
        yield return (
            "CustomerAccessEndedByCustomer",
            new CustomerAccessEndedNotice(RelationshipKind.Provider, provider, customer, organization, customer).In(
                language
            )
        );
        yield return (
            "CustomerAccessEndedWithResellers",
            new CustomerAccessEndedNotice(RelationshipKind.Provider, provider, customer, organization, organization).In(
                language
            )
        );
    }

    private static EnrollmentStatusMail Status(
        Language language,
        string person,
        string organization,
        EnrollmentStatus status
    )
    {
        var reason = status switch
        {
            EnrollmentStatus.ActionRequired or EnrollmentStatus.Rejected => language == Language.En
                ? "The address of the register differs.\nPlease look at it again."
                : "Адрес не совпадает с реестром.\nПроверьте его еще раз.",
            _ => null,
        };
        return new EnrollmentStatusMail(language, person, organization, status, reason, Now);
    }

    private static CustomerInvitationMail Draft(Language language, string organization, string? provider) =>
        new(
            language,
            InvitationDraftText.Write(language, organization, provider, Invitation, Now.AddDays(7)),
            Invitation
        );
}
