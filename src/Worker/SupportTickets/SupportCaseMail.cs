using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.SupportTickets;

/// <summary>A service request or a support ticket was written in, closed or reopened.</summary>
/// <param name="CustomerName">Of a service request; null for a ticket with the program.</param>
/// <param name="Author">Who wrote it; null where nothing was written.</param>
/// <param name="Message">What was written; null where nothing.</param>
public sealed record SupportCaseMail(
    Language Language,
    string PersonName,
    string Title,
    string? CustomerName,
    SupportStep Step,
    string? Author,
    string? Message,
    DateTimeOffset At
) : MailContent(Language)
{
    public string PersonName { get; init; } = MailName.Shown(PersonName);

    public string Title { get; init; } = MailName.Shown(Title);

    public string? CustomerName { get; init; } = MailName.ShownIfAny(CustomerName);

    public string? Author { get; init; } = MailName.ShownIfAny(Author);

    public override string Subject => CustomerName is null ? TicketSubject : RequestSubject;

    /// <summary>What happened.</summary>
    public string News => CustomerName is null ? TicketNews : RequestNews;

    internal override Type View => typeof(SupportCaseMailView);

    public string Greeting => Say($"Hello {PersonName},", $"Здравствуйте, {PersonName}!");

    public IReadOnlyList<string> Paragraphs => MailParagraphs.Of(Message ?? "");

    public string When =>
        Say(
            Author is null ? $"On {Wording.Moment(Language, At)}." : $"{Author}, {Wording.Moment(Language, At)}.",
            Author is null ? $"Дата: {Wording.Moment(Language, At)}." : $"{Author}, {Wording.Moment(Language, At)}."
        );

    public override string Text => Signature.Under($"{Greeting}\n\n{News}\n\n{Quoted}{When}", Language);

    private string RequestSubject =>
        Step switch
        {
            SupportStep.Opened => Say($"New service request: {Title}", $"Новый запрос на обслуживание: «{Title}»"),
            SupportStep.Replied => Say(
                $"Answer to the service request: {Title}",
                $"Ответ на запрос на обслуживание: «{Title}»"
            ),
            SupportStep.Closed => Say($"Service request closed: {Title}", $"Запрос на обслуживание закрыт: «{Title}»"),
            SupportStep.Reopened => Say(
                $"Service request reopened: {Title}",
                $"Запрос на обслуживание снова открыт: «{Title}»"
            ),
        };

    private string TicketSubject =>
        Step switch
        {
            SupportStep.Opened => Say($"New support ticket: {Title}", $"Новое обращение в поддержку: «{Title}»"),
            SupportStep.Replied => Say(
                $"Answer to the support ticket: {Title}",
                $"Ответ на обращение в поддержку: «{Title}»"
            ),
            SupportStep.Closed => Say($"Support ticket closed: {Title}", $"Обращение в поддержку закрыто: «{Title}»"),
            SupportStep.Reopened => Say(
                $"Support ticket reopened: {Title}",
                $"Обращение в поддержку снова открыто: «{Title}»"
            ),
        };

    private string RequestNews =>
        Step switch
        {
            SupportStep.Opened => Say(
                $"the service request \"{Title}\" has been made for {CustomerName}.",
                $"Для организации «{CustomerName}» создан запрос на обслуживание «{Title}»."
            ),
            SupportStep.Replied => Say(
                $"there is a new answer in the service request \"{Title}\" for {CustomerName}.",
                $"В запросе на обслуживание «{Title}» для организации «{CustomerName}» есть новый ответ."
            ),
            SupportStep.Closed => Say(
                $"the service request \"{Title}\" for {CustomerName} is closed. It can be reopened at any time.",
                $"Запрос на обслуживание «{Title}» для организации «{CustomerName}» закрыт. Его можно открыть снова в любое время."
            ),
            SupportStep.Reopened => Say(
                $"the service request \"{Title}\" for {CustomerName} is open again.",
                $"Запрос на обслуживание «{Title}» для организации «{CustomerName}» снова открыт."
            ),
        };

    private string TicketNews =>
        Step switch
        {
            SupportStep.Opened => Say(
                $"the support ticket \"{Title}\" has been opened.",
                $"Создано обращение в поддержку «{Title}»."
            ),
            SupportStep.Replied => Say(
                $"there is a new answer in the support ticket \"{Title}\".",
                $"В обращении в поддержку «{Title}» есть новый ответ."
            ),
            SupportStep.Closed => Say(
                $"the support ticket \"{Title}\" is closed. It can be reopened at any time.",
                $"Обращение в поддержку «{Title}» закрыто. Его можно открыть снова в любое время."
            ),
            SupportStep.Reopened => Say(
                $"the support ticket \"{Title}\" is open again.",
                $"Обращение в поддержку «{Title}» снова открыто."
            ),
        };

    private string Quoted =>
        string.Concat(Paragraphs.Select(said => $"> {said.Replace("\n", "\n> ", StringComparison.Ordinal)}\n\n"));
}
