using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail.Content;
using PartnerGraph.Worker.Notices;

namespace PartnerGraph.Worker.Webhooks;

/// <summary>Global admins learn beforehand that an endpoint is going to be disabled.</summary>
public sealed class WebhookFailingMailWriter(Database database) : NoticeMailWriter(database)
{
    public override string Kind => EventNames.WebhookFailing;

    private protected override async Task<Notice?> SayAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        Language language,
        CancellationToken cancellationToken
    )
    {
        var facts = MailFacts.Of(message);
        var endpoint = await WebhookNotices.FindAsync(db, facts, cancellationToken);
        var days = int.Parse(facts.Text(FactNames.Days), CultureInfo.InvariantCulture);
        return endpoint is { Status: WebhookEndpointStatus.Active, WarnedAt: not null }
            ? WebhookNotices.Failing(language, WebhookNotices.HostOf(endpoint), days)
            : null;
    }
}

/// <summary>Global admins learn that the program has stopped an endpoint, and why.</summary>
public sealed class WebhookStoppedMailWriter(Database database) : NoticeMailWriter(database)
{
    public override string Kind => EventNames.WebhookStopped;

    private protected override async Task<Notice?> SayAsync(
        PartnerGraphDb db,
        OutboxMessage message,
        Language language,
        CancellationToken cancellationToken
    )
    {
        var facts = MailFacts.Of(message);
        var endpoint = await WebhookNotices.FindAsync(db, facts, cancellationToken);
        var reason = SchemaName.Read<WebhookStopReason>(facts.Text(FactNames.Reason));
        return endpoint is null or { Status: WebhookEndpointStatus.Active }
            ? null
            : WebhookNotices.Stopped(language, WebhookNotices.HostOf(endpoint), reason);
    }
}

/// <summary>The endpoint is named by its host alone: the rest of the address may be a secret.</summary>
internal static class WebhookNotices
{
    public static async Task<WebhookEndpoint?> FindAsync(
        PartnerGraphDb db,
        MailFacts facts,
        CancellationToken cancellationToken
    )
    {
        var id = new WebhookEndpointId(facts.Id(FactNames.WebhookEndpointId));
        return await db.WebhookEndpoints.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    public static string HostOf(WebhookEndpoint endpoint) => new Uri(endpoint.Url).IdnHost;

    public static Notice Failing(Language language, string host, int days) =>
        language switch
        {
            Language.En => new(
                $"The webhook at {host} does not answer",
                [
                    $"For some days none of your organization's events could be delivered to {host}.",
                    $"If that stays so, the endpoint is disabled in {Wording.Count(language, days, ("day", "days"), ("день", "дня", "дней"))}. One successful delivery is enough to keep it: correct the receiver, and send a test.",
                    "What happened meanwhile is not lost: it can be delivered again from any position that is still kept.",
                ]
            ),
            Language.Ru => new(
                $"Веб-перехватчик на {host} не отвечает",
                [
                    $"Уже несколько дней события вашей организации не удается доставить на {host}.",
                    $"Если ничего не изменится, адрес будет отключен через {Wording.Count(language, days, ("day", "days"), ("день", "дня", "дней"))}. Достаточно одной успешной доставки: исправьте приемник и отправьте пробное сообщение.",
                    "Произошедшее за это время не потеряно: его можно доставить заново с любой позиции, которая еще хранится.",
                ]
            ),
        };

    public static Notice Stopped(Language language, string host, WebhookStopReason reason) =>
        language switch
        {
            Language.En => new(
                $"The webhook at {host} was stopped",
                [WhyEn(host, reason), "A global admin can let it go on; what happened meanwhile is then delivered."]
            ),
            Language.Ru => new(
                $"Веб-перехватчик на {host} остановлен",
                [
                    WhyRu(host, reason),
                    "Глобальный администратор может снова включить его; произошедшее за это время будет доставлено.",
                ]
            ),
        };

    private static string WhyEn(string host, WebhookStopReason reason) =>
        reason switch
        {
            WebhookStopReason.CreatorGone =>
                $"Events were delivered to {host} with the roles of the user who made the endpoint, and that user is no longer active.",
            WebhookStopReason.Gone => $"{host} answered that the address no longer exists (410).",
            WebhookStopReason.Failing => $"For several days nothing could be delivered to {host}, as was announced.",
            WebhookStopReason.ByUser => $"A global admin has stopped the deliveries to {host}.",
        };

    private static string WhyRu(string host, WebhookStopReason reason) =>
        reason switch
        {
            WebhookStopReason.CreatorGone =>
                $"События доставлялись на {host} с ролями пользователя, который создал этот адрес, а он больше не активен.",
            WebhookStopReason.Gone => $"{host} ответил, что адреса больше не существует (410).",
            WebhookStopReason.Failing =>
                $"Несколько дней на {host} ничего не удавалось доставить, о чем сообщалось заранее.",
            WebhookStopReason.ByUser => $"Глобальный администратор остановил доставку на {host}.",
        };
}
