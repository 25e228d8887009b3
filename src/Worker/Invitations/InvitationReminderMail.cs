using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Invitations;

/// <summary>R83: the same link once more, a while before it lapses.</summary>
/// <param name="ProviderName">The indirect provider of a joint invitation; null where one organization invites.</param>
public sealed record InvitationReminderMail(
    Language Language,
    string InviterName,
    string? ProviderName,
    Uri Link,
    DateTimeOffset ExpiresAt
) : MailContent(Language)
{
    public string InviterName { get; init; } = MailName.Shown(InviterName);
    public string? ProviderName { get; init; } = MailName.ShownIfAny(ProviderName);

    public override string Subject =>
        Say(
            $"Reminder: {Inviters} {(ProviderName is null ? "is" : "are")} waiting for your answer",
            $"Напоминание: {Inviters} {(ProviderName is null ? "ждет" : "ждут")} вашего ответа"
        );

    internal override Type View => typeof(InvitationReminderMailView);

    public string Greeting => Say("Hello,", "Здравствуйте!");

    public string News =>
        Say(
            $"a few days ago {Inviters} sent you an invitation. It has not been answered yet.",
            $"Несколько дней назад вам пришло приглашение от {(ProviderName is null ? "организации" : "организаций")} {Inviters}. На него еще никто не ответил."
        );

    public string Ask =>
        Say(
            "You can read it, and accept or decline it, here:",
            "Прочитать приглашение, принять его или отклонить можно здесь:"
        );

    public string Deadline =>
        Say(
            $"The link works until {Wording.Moment(Language, ExpiresAt)}. There will be no further reminder.",
            $"Ссылка действует до {Wording.Moment(Language, ExpiresAt)}. Больше мы напоминать не будем."
        );

    public string ButtonLabel => Say("See the invitation", "Открыть приглашение");

    public override string Text => Signature.Under($"{Greeting}\n\n{News}\n\n{Ask}\n\n{Link}\n\n{Deadline}", Language);

    private string Inviters =>
        (Language, ProviderName) switch
        {
            (Language.En, null) => InviterName,
            (Language.En, _) => $"{InviterName} and {ProviderName}",
            (_, null) => $"«{InviterName}»",
            (_, _) => $"«{InviterName}» и «{ProviderName}»",
        };
}
