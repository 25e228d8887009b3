using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Notices;

namespace PartnerGraph.Worker.Administration;

/// <summary>What partner and customer are told of a delegation: asked, answered, about to end, over.</summary>
/// <param name="Days">For how long, or how long before the end; 0 where the event tells none.</param>
/// <param name="Until">When the grant ends; null while it is only asked for.</param>
/// <param name="Reason">What the partner said; null where nothing.</param>
public sealed record AdministrationNotice(
    string Partner,
    string Customer,
    int Days,
    DateTimeOffset? Until,
    string? Reason,
    string? EndedBy
)
{
    /// <summary>Where the customer answers; null where nothing waits for it.</summary>
    public Uri? Link { get; init; }

    /// <summary>When the link lapses.</summary>
    public DateTimeOffset LinkExpiresAt { get; init; }

    public static readonly IReadOnlyList<string> Kinds =
    [
        EventNames.AdministrationRequested,
        EventNames.AdministrationApproved,
        EventNames.AdministrationDeclined,
        EventNames.AdministrationExtensionRequested,
        EventNames.AdministrationExtended,
        EventNames.AdministrationExpiring,
        EventNames.AdministrationExpired,
        EventNames.AdministrationEnded,
    ];

    public Notice In(Language language, string kind) =>
        language switch
        {
            Language.En => English(kind) with { Link = Answer(language) },
            Language.Ru => Russian(kind) with { Link = Answer(language) },
        };

    private NoticeLink? Answer(Language language)
    {
        if (Link is null)
        {
            return null;
        }

        var until = Wording.Moment(language, LinkExpiresAt);
        return language switch
        {
            Language.En => new NoticeLink(
                Link,
                "Look at the request",
                $"The link works until {until}. A global admin of your organization signs in there and answers; whoever else has the link can only read the request."
            ),
            Language.Ru => new NoticeLink(
                Link,
                "Посмотреть запрос",
                $"Ссылка действует до {until}. Ответить на запрос может глобальный администратор вашей организации, выполнив вход; остальные по этой ссылке могут его только прочитать."
            ),
        };
    }

    private Notice English(string kind)
    {
        var days = Count(Language.En);
        var until = Until is { } end ? Wording.Moment(Language.En, end) : "";
        return kind switch
        {
            EventNames.AdministrationRequested => new(
                $"{Partner} asks to administer {Customer}",
                Said(
                    $"{Partner} asks to administer on behalf of {Customer} for {days}.",
                    "A global admin of your organization approves or declines it. Nothing is granted before that, and you can end it at any time."
                )
            ),
            EventNames.AdministrationApproved => new(
                $"{Customer} has granted administration to {Partner}",
                [$"{Customer} has granted to {Partner} what it asked for, for {days}: until {until}."]
            ),
            EventNames.AdministrationDeclined => new(
                $"{Customer} has declined the request of {Partner}",
                [$"{Customer} has declined what {Partner} asked for. What was granted before goes on to its end."]
            ),
            EventNames.AdministrationExtensionRequested => new(
                $"{Partner} asks to go on administering {Customer}",
                [
                    $"{Partner} asks to administer on behalf of {Customer} for {days} more, counted from your consent. The present grant ends on {until}.",
                    "A global admin of your organization approves or declines it. Without consent the grant ends when it was to end.",
                ]
            ),
            EventNames.AdministrationExtended => new(
                $"{Customer} has extended the administration of {Partner}",
                [$"{Customer} has consented: {Partner} goes on until {until}."]
            ),
            EventNames.AdministrationExpiring => new(
                $"The administration of {Customer} by {Partner} ends within {days}",
                [
                    $"What {Customer} has granted to {Partner} ends on {until}.",
                    $"If it is to go on, an admin agent of {Partner} asks for an extension, and a global admin of {Customer} consents.",
                ]
            ),
            EventNames.AdministrationExpired => new(
                $"The administration of {Customer} by {Partner} has ended",
                [
                    $"What {Customer} had granted to {Partner} has ended, as its time was over. {Partner} can ask for it anew.",
                ]
            ),
            EventNames.AdministrationEnded => new(
                $"The administration of {Customer} by {Partner} has ended",
                [$"{EndedBy} has ended what {Customer} had granted to {Partner}, or taken back what was asked for."]
            ),
            _ => throw new InvalidOperationException($"{kind} is not told by mail."),
        };
    }

    private Notice Russian(string kind)
    {
        var days = Count(Language.Ru);
        var until = Until is { } end ? Wording.Moment(Language.Ru, end) : "";
        return kind switch
        {
            EventNames.AdministrationRequested => new(
                $"«{Partner}» запрашивает управление учетной записью «{Customer}»",
                Said(
                    $"Организация «{Partner}» просит разрешить ей управление от имени «{Customer}». Срок: {days}.",
                    "Глобальный администратор вашей организации может согласиться или отказать. До этого ничего не разрешено, а разрешение можно отозвать в любое время."
                )
            ),
            EventNames.AdministrationApproved => new(
                $"«{Customer}» разрешает управление организации «{Partner}»",
                [
                    $"Организация «{Customer}» разрешила организации «{Partner}» то, о чем та просила. Срок: {days}, до {until}.",
                ]
            ),
            EventNames.AdministrationDeclined => new(
                $"«{Customer}» отклоняет запрос организации «{Partner}»",
                [
                    $"Организация «{Customer}» отклонила запрос организации «{Partner}». Разрешенное ранее действует до конца своего срока.",
                ]
            ),
            EventNames.AdministrationExtensionRequested => new(
                $"«{Partner}» просит продлить управление учетной записью «{Customer}»",
                [
                    $"Организация «{Partner}» просит продлить управление от имени «{Customer}». Новый срок со дня вашего согласия: {days}. Нынешнее разрешение действует до {until}.",
                    "Глобальный администратор вашей организации может согласиться или отказать. Без согласия разрешение закончится в свой срок.",
                ]
            ),
            EventNames.AdministrationExtended => new(
                $"«{Customer}» продлевает управление организации «{Partner}»",
                [$"Организация «{Customer}» согласилась: разрешение для организации «{Partner}» действует до {until}."]
            ),
            EventNames.AdministrationExpiring => new(
                $"Разрешение на управление учетной записью «{Customer}» скоро закончится",
                [
                    $"Разрешение, которое «{Customer}» дала организации «{Partner}», действует до {until}. Осталось не больше чем {days}.",
                    $"Чтобы продолжить, агент-администратор организации «{Partner}» запрашивает продление, а глобальный администратор организации «{Customer}» дает согласие.",
                ]
            ),
            EventNames.AdministrationExpired => new(
                $"Разрешение на управление учетной записью «{Customer}» закончилось",
                [
                    $"Срок разрешения, которое «{Customer}» дала организации «{Partner}», истек. «{Partner}» может запросить его снова.",
                ]
            ),
            EventNames.AdministrationEnded => new(
                $"Разрешение на управление учетной записью «{Customer}» прекращено",
                [
                    $"Организация «{EndedBy}» прекратила разрешение, которое «{Customer}» дала организации «{Partner}», или отозвала запрос о нем.",
                ]
            ),
            _ => throw new InvalidOperationException($"{kind} is not told by mail."),
        };
    }

    private string Count(Language language) => Wording.Count(language, Days, ("day", "days"), ("день", "дня", "дней"));

    private IReadOnlyList<string> Said(string first, string last) =>
        Reason is { Length: > 0 } ? [first, $"“{Reason}”", last] : [first, last];
}
