using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Incentives;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.Persistence.Incentives;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Incentives;

/// <summary>What a report consists of; each of its fields writes it in another form.</summary>
public sealed record IncentiveReport(IReadOnlyList<IncentiveRow> Rows);

/// <summary>R77: orders and licenses by MPN ID and month.</summary>
internal static class IncentiveFields
{
    private static readonly Tenant Everyone = Tenant.Everyone(
        "What was ordered under an MPN ID counts also where the customer is the reseller's no longer."
    );

    private static readonly IReadOnlySet<string> NameAlone = new HashSet<string>(StringComparer.Ordinal)
    {
        nameof(OrganizationRow.Id),
        nameof(OrganizationRow.Name),
    };

    public static void Bind(SchemaBinding schema)
    {
        schema.Object<IncentiveReport>(
            "IncentiveReport",
            type =>
            {
                type.Field(report => report.Rows);
                type.FieldAsync("csv", CsvAsync);
            }
        );
        schema.Object<IncentiveRow>(
            "IncentiveRow",
            type =>
            {
                type.Field(row => row.Month);
                type.LoadPartner("reseller", row => row.ResellerId);
                type.Field(row => row.MpnId);
                type.Load<IncentiveRow, OfferId, OfferRow>(
                    "offer",
                    row => row.OfferId,
                    (db, ids, members, context) => OfferQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
                type.Field(row => row.Orders);
                type.Field(row => row.Licenses);
                type.Field(row => row.Customers);
            }
        );
        schema.Query(query => query.FieldAsync("incentiveReport", ReportAsync));
    }

    private static async Task<IncentiveReport?> ReportAsync(FieldContext context)
    {
        var months = IncentivePeriod.Months(
            context.Argument<DateTimeOffset>("from"),
            context.Argument<DateTimeOffset>("to")
        );
        if (months.Count is 0 or > IncentivePeriod.MaximumMonths)
        {
            throw new GraphQLException(
                $"'from' must be before 'to', and no more than {IncentivePeriod.MaximumMonths} months may lie between them.",
                ErrorCodes.BadUserInput
            );
        }

        await using var db = context.Open(Everyone);
        return new IncentiveReport(
            await IncentiveQueries.OfAsync(db, context.Caller().Organization, months, context.Cancellation)
        );
    }

    private static async Task<string> CsvAsync(IncentiveReport report, FieldContext context)
    {
        await using var db = context.Open(Everyone);
        var resellers = await OrganizationQueries.ByIdsAsync(
            db,
            [.. report.Rows.Select(row => row.ResellerId).Distinct()],
            NameAlone,
            context.Cancellation
        );
        var offers = await OfferQueries.ByIdsAsync(
            db,
            [.. report.Rows.Select(row => row.OfferId).Distinct()],
            members: null,
            context.Cancellation
        );
        return IncentiveCsv.Write(
            report.Rows.Select(row => new IncentiveLine(
                row.Month,
                row.MpnId,
                resellers[row.ResellerId].Name,
                offers[row.OfferId].Name,
                offers[row.OfferId].ProductFamily,
                row.Orders,
                row.Licenses,
                row.Customers
            ))
        );
    }
}
