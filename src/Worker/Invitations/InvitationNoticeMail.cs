using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Invitations;

/// <summary>R83: the inviter learns that an invitation has come to nothing, and what can be done.</summary>
/// <param name="Recipient">The address that was invited; the inviter knows it.</param>
public abstract record InvitationNoticeMail(
    Language Language,
    string InviterName,
    string OrganizationName,
    string Recipient,
    DateTimeOffset SentOn
) : MailContent(Language)
{
    public string InviterName { get; init; } = MailName.Shown(InviterName);
    public string OrganizationName { get; init; } = MailName.Shown(OrganizationName);

    internal sealed override Type View => typeof(InvitationNoticeMailView);

    public string Greeting => Say($"Hello {InviterName},", $"Здравствуйте, {InviterName}!");

    public abstract string News { get; }

    /// <summary>What the mail server said; null where it said nothing.</summary>
    public abstract string? Details { get; }

    public abstract string Next { get; }

    public sealed override string Text =>
        Signature.Under(
            string.Join("\n\n", ((string?[])[Greeting, News, Details, Next]).Where(paragraph => paragraph is not null)),
            Language
        );
}

/// <summary>The mail will not arrive.</summary>
/// <param name="Reason">As a sentence of the worker, without addresses; null where there is none.</param>
public sealed record InvitationFailedMail(
    Language Language,
    string InviterName,
    string OrganizationName,
    string Recipient,
    DateTimeOffset SentOn,
    string? Reason
) : InvitationNoticeMail(Language, InviterName, OrganizationName, Recipient, SentOn)
{
    /// <summary>A server's words: nothing in them becomes a link either.</summary>
    public string? Reason { get; init; } = MailName.ShownIfAny(Reason);

    public override string Subject =>
        Say($"Your invitation to {Recipient} did not arrive", $"Ваше приглашение не дошло до {Recipient}");

    public override string News =>
        Say(
            $"the invitation that you sent for {OrganizationName} to {Recipient} on {Wording.Moment(Language, SentOn)} could not be delivered. It is not tried again.",
            $"Приглашение, которое вы отправили от имени организации «{OrganizationName}» на адрес {Recipient} ({Wording.Moment(Language, SentOn)}), доставить не удалось. Новых попыток не будет."
        );

    public override string? Details =>
        Reason is null ? null : Say($"Reason: {Reason}", $"Причина (на английском): {Reason}");

    public override string Next =>
        Say(
            "Please check the address. You can invite the right one, or hand over the link yourself: the answer to resending shows it.",
            "Проверьте адрес. Вы можете отправить приглашение на правильный адрес или передать ссылку сами: она показывается в ответ на повторную отправку."
        );
}

/// <summary>The link has lapsed and nobody has answered.</summary>
public sealed record InvitationLapsedMail(
    Language Language,
    string InviterName,
    string OrganizationName,
    string Recipient,
    DateTimeOffset SentOn
) : InvitationNoticeMail(Language, InviterName, OrganizationName, Recipient, SentOn)
{
    public override string Subject =>
        Say($"Your invitation to {Recipient} has lapsed", $"Срок вашего приглашения для {Recipient} истек");

    public override string News =>
        Say(
            $"the invitation that you sent for {OrganizationName} to {Recipient} on {Wording.Moment(Language, SentOn)} was not answered in time. Its link has stopped working.",
            $"На приглашение, которое вы отправили от имени организации «{OrganizationName}» на адрес {Recipient} ({Wording.Moment(Language, SentOn)}), никто не ответил в срок. Ссылка больше не действует."
        );

    public override string? Details => null;

    public override string Next =>
        Say(
            "You can send it again: the recipient then gets a new link.",
            "Вы можете отправить его повторно: получатель получит новую ссылку."
        );
}
