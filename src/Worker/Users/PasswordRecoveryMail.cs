using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Users;

/// <summary>A person who forgot the password, or somebody who types the person's address, has asked for a new one.</summary>
public sealed record PasswordRecoveryMail(
    Language Language,
    string PersonName,
    Uri Link,
    DateTimeOffset ExpiresAt,
    TimeSpan Validity
) : MailContent(Language)
{
    public string PersonName { get; init; } = MailName.Shown(PersonName);

    public override string Subject => Say("Choose a new password", "Выберите новый пароль");

    internal override Type View => typeof(PasswordRecoveryMailView);

    public string Deadline =>
        Say(
            $"The link works once, for {Wording.Span(Language, Validity)}: until {Wording.Moment(Language, ExpiresAt)}.",
            $"Ссылка одноразовая и действует {Wording.Span(Language, Validity)}: до {Wording.Moment(Language, ExpiresAt)}."
        );

    public override string Text =>
        Signature.Under(
            Say(
                $"""
                Hello {PersonName},

                somebody, probably you, has asked for a new password for your account. You choose it here:

                {Link}

                {Deadline} Until then your present password goes on working.

                If you did not ask for this, do nothing: nobody but you has this link.
                """,
                $"""
                Здравствуйте, {PersonName}!

                Кто-то, вероятно вы, запросил новый пароль для вашей учетной записи. Выбрать его можно здесь:

                {Link}

                {Deadline} До этого продолжает действовать прежний пароль.

                Если вы об этом не просили, ничего не делайте: ссылка есть только у вас.
                """
            ),
            Language
        );
}
