using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Users;

/// <summary>R38: a person who belongs to several organizations sets a new password; no administrator ever sees one.</summary>
public sealed record PasswordResetMail(
    Language Language,
    string PersonName,
    string OrganizationName,
    Uri Link,
    DateTimeOffset ExpiresAt,
    TimeSpan Validity
) : MailContent(Language)
{
    public string PersonName { get; init; } = MailName.Shown(PersonName);
    public string OrganizationName { get; init; } = MailName.Shown(OrganizationName);

    public override string Subject => Say("Set a new password", "Задайте новый пароль");

    internal override Type View => typeof(PasswordResetMailView);

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

                an administrator of {OrganizationName} has asked for a new password for your account. You choose it yourself:

                {Link}

                {Deadline} Until then your present password goes on working.

                If you did not ask for this, do nothing and tell your administrator.
                """,
                $"""
                Здравствуйте, {PersonName}!

                Администратор организации «{OrganizationName}» запросил смену пароля вашей учетной записи. Новый пароль выбираете вы сами:

                {Link}

                {Deadline} До этого продолжает действовать прежний пароль.

                Если вы об этом не просили, ничего не делайте и сообщите администратору.
                """
            ),
            Language
        );
}
