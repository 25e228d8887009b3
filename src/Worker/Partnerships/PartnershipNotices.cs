using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Notices;

namespace PartnerGraph.Worker.Partnerships;

/// <summary>What both sides of a partnership are told of its end, and of that of its grant B (R53).</summary>
public static class PartnershipNotices
{
    public static Notice Ended(Language language, string provider, string reseller, string endedBy) =>
        language switch
        {
            Language.En => new(
                $"The partnership of {provider} and {reseller} has ended",
                [
                    $"{endedBy} has ended the partnership of {provider} and {reseller} in the partner program.",
                    $"From now on {provider} submits no orders for customers of {reseller} and has no administrator access to its account. The customers are no longer shared; each side keeps its own relationships with them.",
                ]
            ),
            Language.Ru => new(
                $"Партнерство организаций «{provider}» и «{reseller}» прекращено",
                [
                    $"Организация «{endedBy}» прекратила партнерство между «{provider}» и «{reseller}» в партнерской программе.",
                    $"С этого момента «{provider}» не оформляет заказы для клиентов организации «{reseller}» и не имеет административного доступа к ее учетной записи. Клиенты больше не общие, но каждая сторона сохраняет с ними собственные отношения.",
                ]
            ),
        };

    public static Notice AdministrationRemoved(Language language, string provider, string reseller) =>
        language switch
        {
            Language.En => new(
                $"{reseller} has taken back the administrator access of {provider}",
                [
                    $"{reseller} has taken back the administrator access that {provider} had to its account. Whoever was working there has been signed out of it.",
                    $"The partnership goes on, and {provider} may still submit orders for the customers that both serve.",
                ]
            ),
            Language.Ru => new(
                $"Организация «{reseller}» отозвала административный доступ организации «{provider}»",
                [
                    $"Организация «{reseller}» отозвала административный доступ, который был у организации «{provider}» к ее учетной записи. Все сеансы работы в ней завершены.",
                    $"Партнерство продолжается: «{provider}» по-прежнему может оформлять заказы для общих клиентов.",
                ]
            ),
        };
}
