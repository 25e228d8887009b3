using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Invitations;

/// <summary>R46, R47: a provider asks a reseller to authorize it as its indirect provider.</summary>
/// <param name="Message">What the inviter added; null where nothing.</param>
public sealed record PartnershipInvitationMail(
    Language Language,
    string ProviderName,
    string? Message,
    Uri Link,
    DateTimeOffset ExpiresAt,
    TimeSpan Validity
) : MailContent(Language)
{
    public string ProviderName { get; init; } = MailName.Shown(ProviderName);

    public override string Subject =>
        Say(
            $"{ProviderName} asks to become your indirect provider",
            $"«{ProviderName}» предлагает стать вашим непрямым поставщиком"
        );

    internal override Type View => typeof(PartnershipInvitationMailView);

    public IReadOnlyList<string> Paragraphs => MailParagraphs.Of(Message ?? "");

    public string Deadline =>
        Say(
            $"The invitation stands for {Wording.Span(Language, Validity)}: until {Wording.Moment(Language, ExpiresAt)}.",
            $"Приглашение действует {Wording.Span(Language, Validity)}: до {Wording.Moment(Language, ExpiresAt)}."
        );

    public override string Text =>
        Signature.Under(
            Language switch
            {
                Language.En => English,
                Language.Ru => Russian,
            },
            Language
        );

    private string Quoted =>
        string.Concat(
            Paragraphs.Select(paragraph => $"> {paragraph.Replace("\n", "\n> ", StringComparison.Ordinal)}\n\n")
        );

    private string English =>
        $"""
            Hello,

            {ProviderName} invites your organization to work with it in the partner program and asks you to authorize it as your indirect provider.

            {Quoted}If you accept, {ProviderName}
            - may submit orders and add subscriptions for your customers who have a relationship with it;
            - gets administrator access to your organization's account. You can take this access back at any time and stay partners.

            A global admin of your organization accepts or declines here:

            {Link}

            {Deadline}
            """;

    private string Russian =>
        $"""
            Здравствуйте!

            «{ProviderName}» приглашает вашу организацию к совместной работе в партнерской программе и просит назначить себя вашим непрямым поставщиком.

            {Quoted}Если вы согласитесь, «{ProviderName}»
            - сможет оформлять заказы и добавлять подписки для тех ваших клиентов, которые связаны с этим поставщиком;
            - получит административный доступ к учетной записи вашей организации. Этот доступ можно отозвать в любое время, не прекращая партнерства.

            Принять или отклонить приглашение может глобальный администратор вашей организации:

            {Link}

            {Deadline}
            """;
}
