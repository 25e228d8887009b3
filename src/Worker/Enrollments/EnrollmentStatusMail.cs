using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Enrollments;

/// <summary>R27, R28: the primary contact learns each change of the enrollment's status, and the end of the review.</summary>
/// <param name="Reason">What the operator said; null where nothing.</param>
public sealed record EnrollmentStatusMail(
    Language Language,
    string ContactName,
    string OrganizationName,
    EnrollmentStatus Status,
    string? Reason,
    DateTimeOffset At
) : MailContent(Language)
{
    public string ContactName { get; init; } = MailName.Shown(ContactName);
    public string OrganizationName { get; init; } = MailName.Shown(OrganizationName);

    public override string Subject =>
        Status switch
        {
            EnrollmentStatus.InReview => Say(
                $"Enrollment of {OrganizationName}: in review",
                $"Регистрация организации «{OrganizationName}»: идет проверка"
            ),
            EnrollmentStatus.ActionRequired => Say(
                $"Enrollment of {OrganizationName}: something is missing",
                $"Регистрация организации «{OrganizationName}»: требуется действие"
            ),
            EnrollmentStatus.Approved => Say(
                $"Enrollment of {OrganizationName}: approved",
                $"Регистрация организации «{OrganizationName}»: одобрена"
            ),
            EnrollmentStatus.Rejected => Say(
                $"Enrollment of {OrganizationName}: not approved",
                $"Регистрация организации «{OrganizationName}»: отклонена"
            ),
            EnrollmentStatus.Withdrawn => Say(
                $"Enrollment of {OrganizationName}: withdrawn",
                $"Регистрация организации «{OrganizationName}»: отозвана"
            ),
            EnrollmentStatus.Draft or EnrollmentStatus.AwaitingEmailVerification => throw NotMailed(),
        };

    /// <summary>What happened.</summary>
    public string News =>
        Status switch
        {
            EnrollmentStatus.InReview => Say(
                $"the enrollment of {OrganizationName} in the partner program is being reviewed.",
                $"Заявка организации «{OrganizationName}» на участие в партнерской программе проверяется."
            ),
            EnrollmentStatus.ActionRequired => Say(
                $"the review of the enrollment of {OrganizationName} has shown that something has to be changed or added.",
                $"Проверка заявки организации «{OrganizationName}» показала, что данные нужно исправить или дополнить."
            ),
            EnrollmentStatus.Approved => Say(
                $"the review has ended: {OrganizationName} is now an indirect reseller in the partner program.",
                $"Проверка завершена: организация «{OrganizationName}» принята в партнерскую программу как непрямой торговый посредник."
            ),
            EnrollmentStatus.Rejected => Say(
                $"the review has ended: {OrganizationName} was not admitted to the partner program.",
                $"Проверка завершена: организация «{OrganizationName}» не принята в партнерскую программу."
            ),
            EnrollmentStatus.Withdrawn => Say(
                $"the enrollment of {OrganizationName} in the partner program was withdrawn.",
                $"Заявка организации «{OrganizationName}» на участие в партнерской программе отозвана."
            ),
            EnrollmentStatus.Draft or EnrollmentStatus.AwaitingEmailVerification => throw NotMailed(),
        };

    /// <summary>What follows from it.</summary>
    public string Next =>
        Status switch
        {
            EnrollmentStatus.InReview => Say(
                "This takes several days. We write to you as soon as there is news.",
                "Это займет несколько дней. Мы напишем вам, как только появятся новости."
            ),
            EnrollmentStatus.ActionRequired => Say(
                "Whoever enrolled the organization can change the details and submit them again.",
                "Сотрудник, подавший заявку, может изменить данные и отправить их повторно."
            ),
            EnrollmentStatus.Approved => Say(
                "Your global admin can now set up the account, add users and invite customers.",
                "Теперь глобальный администратор может настроить учетную запись, добавить пользователей и пригласить клиентов."
            ),
            EnrollmentStatus.Rejected => Say(
                "You are free to start a new enrollment.",
                "Вы можете подать новую заявку."
            ),
            EnrollmentStatus.Withdrawn => Say(
                "You are free to start a new enrollment at any time.",
                "Вы можете подать новую заявку в любое время."
            ),
            EnrollmentStatus.Draft or EnrollmentStatus.AwaitingEmailVerification => throw NotMailed(),
        };

    internal override Type View => typeof(EnrollmentStatusMailView);

    public IReadOnlyList<string> ReasonParagraphs => MailParagraphs.Of(Reason ?? "");

    public string When =>
        Say($"Changed on {Wording.Moment(Language, At)}.", $"Изменено {Wording.Moment(Language, At)}.");

    public string Greeting => Say($"Hello {ContactName},", $"Здравствуйте, {ContactName}!");

    public override string Text => Signature.Under($"{Greeting}\n\n{News}\n\n{Quoted}{Next}\n\n{When}", Language);

    private string Quoted =>
        string.Concat(ReasonParagraphs.Select(said => $"> {said.Replace("\n", "\n> ", StringComparison.Ordinal)}\n\n"));

    // The mail with the link is the one that tells of the submission.
    private static InvalidOperationException NotMailed() => new("This status is not mailed by itself.");
}
