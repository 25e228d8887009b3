using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Enrollments;

/// <summary>R23: the primary contact confirms that this person signed up and that the address belongs to the organization.</summary>
/// <param name="Validity">From the sending of the link to its end.</param>
public sealed record VerifyAddressMail(
    Language Language,
    string ContactName,
    string OrganizationName,
    string ApplicantName,
    string Address,
    Uri Link,
    DateTimeOffset ExpiresAt,
    TimeSpan Validity
) : MailContent(Language)
{
    public string ContactName { get; init; } = MailName.Shown(ContactName);
    public string OrganizationName { get; init; } = MailName.Shown(OrganizationName);
    public string ApplicantName { get; init; } = MailName.Shown(ApplicantName);

    public override string Subject =>
        Say(
            $"Please confirm your address for {OrganizationName}",
            $"Подтвердите адрес для организации «{OrganizationName}»"
        );

    internal override Type View => typeof(VerifyAddressMailView);

    public string Deadline =>
        Say(
            $"The link works once, for {Wording.Span(Language, Validity)}: until {Wording.Moment(Language, ExpiresAt)}.",
            $"Ссылка одноразовая и действует {Wording.Span(Language, Validity)}: до {Wording.Moment(Language, ExpiresAt)}."
        );

    public override string Text =>
        Signature.Under(
            Say(
                $"""
                Hello {ContactName},

                {ApplicantName} has enrolled {OrganizationName} in the partner program as an indirect reseller and named you as its primary contact.

                With the link below you confirm two things:
                1. that {ApplicantName} signed up for {OrganizationName};
                2. that the address {Address} belongs to {OrganizationName}.

                {Link}

                {Deadline} The review begins only after you have confirmed.

                If you know nothing of this enrollment, do nothing: without your confirmation it goes no further.
                """,
                $"""
                Здравствуйте, {ContactName}!

                {ApplicantName} регистрирует организацию «{OrganizationName}» в партнерской программе как непрямого торгового посредника и указывает вас основным контактным лицом.

                Перейдя по ссылке ниже, вы подтверждаете:
                1. что организацию «{OrganizationName}» действительно регистрирует {ApplicantName};
                2. что адрес {Address} принадлежит организации «{OrganizationName}».

                {Link}

                {Deadline} Проверка начнется только после подтверждения.

                Если вам ничего не известно об этой регистрации, ничего не делайте: без подтверждения она не продолжится.
                """
            ),
            Language
        );
}
