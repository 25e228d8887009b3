using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Users;

/// <summary>An organization was taken over from elsewhere (R10, R59), and its admin chooses a first password.</summary>
public sealed record AccountSetUpMail(
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

    public override string Subject => Say("Your account is ready", "Ваша учетная запись готова");

    internal override Type View => typeof(AccountSetUpMailView);

    public string Deadline =>
        Say(
            $"The link works once, for {Wording.Span(Language, Validity)}: until {Wording.Moment(Language, ExpiresAt)}. Afterwards you can ask for a new password at any time.",
            $"Ссылка одноразовая и действует {Wording.Span(Language, Validity)}: до {Wording.Moment(Language, ExpiresAt)}. Позже новый пароль можно запросить в любое время."
        );

    public override string Text =>
        Signature.Under(
            Say(
                $"""
                Hello {PersonName},

                {OrganizationName} now has an account in the partner program, and you are its administrator. Your sign-in name is this address; you choose the password here:

                {Link}

                {Deadline}

                If you know nothing of this, you can close the account on the same page.
                """,
                $"""
                Здравствуйте, {PersonName}!

                У организации «{OrganizationName}» теперь есть учетная запись в партнерской программе, и вы — ее администратор. Имя для входа — этот адрес; пароль вы выбираете здесь:

                {Link}

                {Deadline}

                Если вы об этом ничего не знаете, на той же странице можно закрыть учетную запись.
                """
            ),
            Language
        );
}
