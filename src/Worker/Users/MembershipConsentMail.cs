using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Users;

/// <summary>R32: a person with an account agrees to become a user of one more organization.</summary>
public sealed record MembershipConsentMail(
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

    public override string Subject =>
        Say(
            $"{OrganizationName} would like to add you as a user",
            $"Организация «{OrganizationName}» хочет добавить вас как пользователя"
        );

    internal override Type View => typeof(MembershipConsentMailView);

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

                an administrator of {OrganizationName} would like to add you to its users. You already have an account: your sign-in name and your password stay as they are, and {OrganizationName} can neither read nor change them.

                Only if you agree, confirm it here:

                {Link}

                {Deadline}

                If you do not want this, do nothing.
                """,
                $"""
                Здравствуйте, {PersonName}!

                Администратор организации «{OrganizationName}» хочет добавить вас в число ее пользователей. У вас уже есть учетная запись: имя для входа и пароль останутся прежними, и организация «{OrganizationName}» не сможет ни прочитать, ни изменить их.

                Если вы согласны, подтвердите это здесь:

                {Link}

                {Deadline}

                Если вы не согласны, ничего не делайте.
                """
            ),
            Language
        );
}
