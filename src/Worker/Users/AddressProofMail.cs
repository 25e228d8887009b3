using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Users;

/// <summary>
/// To the address of a new account. Its reader need not be who made it, so no name is greeted that somebody else may have typed.
/// </summary>
public sealed record AddressProofMail(
    Language Language,
    string OrganizationName,
    Uri Link,
    DateTimeOffset ExpiresAt,
    TimeSpan Validity
) : MailContent(Language)
{
    public string OrganizationName { get; init; } = MailName.Shown(OrganizationName);

    public override string Subject => Say("Is this account yours?", "Это ваша учетная запись?");

    internal override Type View => typeof(AddressProofMailView);

    public string Deadline =>
        Say(
            $"The link works once, for {Wording.Span(Language, Validity)}: until {Wording.Moment(Language, ExpiresAt)}.",
            $"Ссылка одноразовая и действует {Wording.Span(Language, Validity)}: до {Wording.Moment(Language, ExpiresAt)}."
        );

    public override string Text =>
        Signature.Under(
            Say(
                $"""
                Hello,

                an account was made with this address, for the organization {OrganizationName}. If it was you, confirm the address here; if it was not, close the account there:

                {Link}

                {Deadline}
                """,
                $"""
                Здравствуйте!

                С этим адресом создана учетная запись для организации «{OrganizationName}». Если это сделали вы, подтвердите адрес; если нет, там же можно закрыть учетную запись:

                {Link}

                {Deadline}
                """
            ),
            Language
        );
}
