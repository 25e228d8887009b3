using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Notices;

namespace PartnerGraph.Worker.Customers;

/// <summary>What partner and customer are told when the partner's relationship with the customer has ended.</summary>
/// <param name="Reseller">Through whom a provider had the customer; null for a reseller's own relationship.</param>
/// <param name="EndedBy">One of the three names.</param>
public sealed record CustomerAccessEndedNotice(
    RelationshipKind Kind,
    string Partner,
    string Customer,
    string? Reseller,
    string EndedBy
)
{
    private bool WentWithResellers => EndedBy == Reseller && EndedBy != Partner;

    public Notice In(Language language) =>
        language switch
        {
            Language.En => new(
                $"{Partner} no longer serves {Customer}",
                [
                    WentWithResellers
                        ? $"{Reseller} has ended its relationship with {Customer}. That of {Partner}, which was made through {Reseller}, has ended with it."
                        : $"{EndedBy} has ended the relationship of {Partner} with {Customer}.",
                    Kind is RelationshipKind.Reseller
                        ? $"{Partner} can no longer order for {Customer}, nor administer its subscriptions, licenses and users. Subscriptions that run go on."
                        : $"{Partner} can no longer order for {Customer} through {Reseller}. Subscriptions that run go on.",
                    $"A new relationship begins when {Customer} accepts a new invitation.",
                ]
            ),
            Language.Ru => new(
                $"«{Partner}» больше не обслуживает клиента «{Customer}»",
                [
                    WentWithResellers
                        ? $"Организация «{Reseller}» прекратила отношения с клиентом «{Customer}». Вместе с ними прекратились и отношения организации «{Partner}», установленные через нее."
                        : $"Организация «{EndedBy}» прекратила отношения между организацией «{Partner}» и клиентом «{Customer}».",
                    Kind is RelationshipKind.Reseller
                        ? $"«{Partner}» больше не может оформлять заказы для клиента «{Customer}» и управлять его подписками, лицензиями и пользователями. Действующие подписки продолжают работать."
                        : $"«{Partner}» больше не может оформлять заказы для клиента «{Customer}» через организацию «{Reseller}». Действующие подписки продолжают работать.",
                    "Новые отношения начнутся, когда клиент примет новое приглашение.",
                ]
            ),
        };
}
