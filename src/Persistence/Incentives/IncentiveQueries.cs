using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Incentives;

namespace PartnerGraph.Persistence.Incentives;

/// <summary>What was ordered of one offer in one month under one MPN ID.</summary>
public sealed record IncentiveRow(
    string Month,
    OrganizationId ResellerId,
    string MpnId,
    OfferId OfferId,
    int Orders,
    int Licenses,
    int Customers
);

/// <summary>
/// R77: orders by reseller of record. They count also where the customer or the partner is the tenant's no longer: what was ordered was
/// ordered. So these queries work for everyone and name the organization themselves.
/// </summary>
public static class IncentiveQueries
{
    /// <summary>For a reseller what stands under its MPN ID, whoever submitted it; for a provider what it submitted for its resellers.</summary>
    public static async Task<IReadOnlyList<IncentiveRow>> OfAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        IReadOnlyList<IncentiveMonth> months,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<IncentiveRow>();
        foreach (var month in months)
        {
            rows.AddRange(await OfMonthAsync(db, organization, month, cancellationToken));
        }
        return rows;
    }

    private static async Task<IEnumerable<IncentiveRow>> OfMonthAsync(
        PartnerGraphDb db,
        OrganizationId organization,
        IncentiveMonth month,
        CancellationToken cancellationToken
    )
    {
        var (from, until) = (month.From, month.Until);
        var groups = await db
            .Orders.Where(order =>
                (order.ResellerId == organization || order.SubmittedById == organization)
                && order.CreatedAt >= from
                && order.CreatedAt < until
            )
            .SelectMany(
                order => order.Lines,
                (order, line) =>
                    new
                    {
                        order.Id,
                        order.ResellerId,
                        order.CustomerId,
                        line.ResellerMpnId,
                        line.OfferId,
                        line.Quantity,
                    }
            )
            .GroupBy(line => new
            {
                line.ResellerId,
                line.ResellerMpnId,
                line.OfferId,
            })
            .Select(lines => new
            {
                lines.Key,
                Orders = lines.Select(line => line.Id).Distinct().Count(),
                Licenses = lines.Sum(line => line.Quantity),
                Customers = lines.Select(line => line.CustomerId).Distinct().Count(),
            })
            .ToListAsync(cancellationToken);
        return groups
            .OrderBy(group => group.Key.ResellerMpnId, StringComparer.Ordinal)
            .ThenBy(group => group.Key.OfferId.Value)
            .Select(group => new IncentiveRow(
                month.Name,
                group.Key.ResellerId,
                group.Key.ResellerMpnId,
                group.Key.OfferId,
                group.Orders,
                group.Licenses,
                group.Customers
            ));
    }
}
