using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Notices;

namespace PartnerGraph.Worker.Leads;

/// <summary>What is known of a lead when its mail is written.</summary>
/// <param name="Reseller">To whom it is, or was, assigned.</param>
/// <param name="Reason">What was said with the step; null where nothing.</param>
/// <param name="AnswerBy">Until when the reseller may answer.</param>
public sealed record LeadNews(
    LeadStatus Status,
    string Company,
    string Provider,
    string? Reseller,
    string? Reason,
    DateTimeOffset? AnswerBy
);

/// <summary>R43: what each step of a lead says to the other side.</summary>
public static class LeadNotices
{
    public static Notice Of(Language language, LeadNews news) =>
        language switch
        {
            Language.En => English(news),
            Language.Ru => Russian(news),
        };

    private static Notice English(LeadNews news) =>
        news.Status switch
        {
            LeadStatus.New => Told(
                news,
                $"New lead: {news.Company}",
                $"the program has referred {news.Company} to {news.Provider}. Assign it to one of your resellers."
            ),
            LeadStatus.Assigned => Told(
                news,
                $"New lead: {news.Company}",
                $"{news.Provider} has assigned the lead {news.Company} to you. Accept or decline it until {Wording.Moment(Language.En, news.AnswerBy!.Value)}; after that it goes back."
            ),
            LeadStatus.Accepted => Told(
                news,
                $"Lead accepted: {news.Company}",
                $"{news.Reseller} has accepted the lead {news.Company}."
            ),
            LeadStatus.Declined => Told(
                news,
                $"Lead declined: {news.Company}",
                $"{news.Reseller} has declined the lead {news.Company}. You can assign it to another reseller."
            ),
            LeadStatus.Expired => Told(
                news,
                $"Lead without an answer: {news.Company}",
                $"{news.Reseller} has not answered the lead {news.Company} in time. You can assign it again, also to another reseller."
            ),
            LeadStatus.Won => Told(
                news,
                $"Lead won: {news.Company}",
                $"{news.Reseller} has won the lead {news.Company} and invites it as a customer."
            ),
            LeadStatus.Lost => Told(
                news,
                $"Lead lost: {news.Company}",
                $"nothing has come of the lead {news.Company}."
            ),
        };

    private static Notice Russian(LeadNews news) =>
        news.Status switch
        {
            LeadStatus.New => Told(
                news,
                $"Новый потенциальный заказчик: «{news.Company}»",
                $"Программа направила организации «{news.Provider}» потенциального заказчика «{news.Company}». Назначьте его одному из своих торговых посредников."
            ),
            LeadStatus.Assigned => Told(
                news,
                $"Новый потенциальный заказчик: «{news.Company}»",
                $"Организация «{news.Provider}» назначила вам потенциального заказчика «{news.Company}». Примите или отклоните его до {Wording.Moment(Language.Ru, news.AnswerBy!.Value)}; после этого он вернется к поставщику."
            ),
            LeadStatus.Accepted => Told(
                news,
                $"Потенциальный заказчик принят в работу: «{news.Company}»",
                $"Организация «{news.Reseller}» приняла в работу потенциального заказчика «{news.Company}»."
            ),
            LeadStatus.Declined => Told(
                news,
                $"Потенциальный заказчик отклонен: «{news.Company}»",
                $"Организация «{news.Reseller}» отклонила потенциального заказчика «{news.Company}». Его можно назначить другому торговому посреднику."
            ),
            LeadStatus.Expired => Told(
                news,
                $"Нет ответа о потенциальном заказчике: «{news.Company}»",
                $"Организация «{news.Reseller}» не ответила в срок о потенциальном заказчике «{news.Company}». Его можно назначить снова, в том числе другому торговому посреднику."
            ),
            LeadStatus.Won => Told(
                news,
                $"Заказчик привлечен: «{news.Company}»",
                $"Организация «{news.Reseller}» договорилась с потенциальным заказчиком «{news.Company}» и приглашает его."
            ),
            LeadStatus.Lost => Told(
                news,
                $"Потенциальный заказчик потерян: «{news.Company}»",
                $"С потенциальным заказчиком «{news.Company}» ничего не вышло."
            ),
        };

    private static Notice Told(LeadNews news, string subject, string what) =>
        // A person's words are one quoted paragraph: they never read as ours.
        new(subject, news.Reason is null ? [what] : [what, $"“{news.Reason}”"]);
}
