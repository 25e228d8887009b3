using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Invitations;

/// <summary>
/// R62 to R65, R70: the draft of a customer invitation. The person may change every word of it, but the personal link must
/// stay. What is kept of it, and how, is said by the Domain's InvitationText.
/// </summary>
public sealed record InvitationDraftText(string Subject, string Body)
{
    /// <param name="providerName">The indirect provider of a joint invitation (R57); null where the reseller invites alone.</param>
    public static InvitationDraftText Write(
        Language language,
        string inviterName,
        string? providerName,
        Uri link,
        DateTimeOffset expiresAt
    )
    {
        ArgumentNullException.ThrowIfNull(link);
        var until = Wording.Moment(language, expiresAt);
        var inviter = MailName.Shown(inviterName);
        return (language, MailName.ShownIfAny(providerName)) switch
        {
            (Language.En, null) => EnglishAlone(inviter, link, until),
            (Language.En, { } provider) => EnglishJoint(inviter, provider, link, until),
            (Language.Ru, null) => RussianAlone(inviter, link, until),
            (Language.Ru, { } provider) => RussianJoint(inviter, provider, link, until),
            _ => throw new ArgumentOutOfRangeException(nameof(language)),
        };
    }

    public override string ToString() => "(a draft)";

    private static InvitationDraftText EnglishAlone(string inviter, Uri link, string until) =>
        new(
            $"{inviter} invites you to become its customer",
            $"""
            Hello,

            {inviter} would like to look after your subscriptions and licenses. For this we need your consent.

            If you accept, {inviter} may administer your organization's subscriptions, licenses and users. You can end this at any time.

            Please accept or decline here:

            {link}

            The invitation stands until {until}.

            Kind regards,
            {inviter}
            """
        );

    private static InvitationDraftText EnglishJoint(string inviter, string provider, Uri link, string until) =>
        new(
            $"{inviter} and {provider} invite you to become their customer",
            $"""
            Hello,

            {inviter} would like to look after your subscriptions and licenses, together with its provider {provider}. For this we need your consent to both.

            If you accept,
            - {inviter} may administer your organization's subscriptions, licenses and users;
            - {provider} may submit orders for your organization.
            You can end this at any time.

            Please accept or decline here:

            {link}

            The invitation stands until {until}.

            Kind regards,
            {inviter}
            """
        );

    private static InvitationDraftText RussianAlone(string inviter, Uri link, string until) =>
        new(
            $"«{inviter}» приглашает вас стать клиентом",
            $"""
            Здравствуйте!

            Организация «{inviter}» хочет обслуживать ваши подписки и лицензии. Для этого нужно ваше согласие.

            Если вы согласитесь, «{inviter}» сможет управлять подписками, лицензиями и пользователями вашей организации. Отказаться от этого можно в любое время.

            Примите или отклоните приглашение по ссылке:

            {link}

            Приглашение действует до {until}.

            С уважением,
            «{inviter}»
            """
        );

    private static InvitationDraftText RussianJoint(string inviter, string provider, Uri link, string until) =>
        new(
            $"«{inviter}» и «{provider}» приглашают вас стать клиентом",
            $"""
            Здравствуйте!

            Организация «{inviter}» вместе со своим поставщиком «{provider}» хочет обслуживать ваши подписки и лицензии. Для этого нужно ваше согласие на работу с обоими.

            Если вы согласитесь,
            - «{inviter}» сможет управлять подписками, лицензиями и пользователями вашей организации;
            - «{provider}» сможет оформлять заказы для вашей организации.
            Отказаться от этого можно в любое время.

            Примите или отклоните приглашение по ссылке:

            {link}

            Приглашение действует до {until}.

            С уважением,
            «{inviter}»
            """
        );
}
