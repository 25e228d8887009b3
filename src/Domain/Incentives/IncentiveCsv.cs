using System.Globalization;
using System.Text;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Incentives;

/// <summary>A line of the report: what was ordered of one offer in one month under one MPN ID.</summary>
public sealed record IncentiveLine(
    string Month,
    string MpnId,
    string Reseller,
    string Offer,
    ProductFamily ProductFamily,
    int Orders,
    int Licenses,
    int Customers
);

/// <summary>
/// The report as a file by RFC 4180. A text that a spreadsheet would take for a formula has an apostrophe before it: names come from
/// other organizations.
/// </summary>
public static class IncentiveCsv
{
    private const string Header = "month,mpnId,reseller,offer,productFamily,orders,licenses,customers";

    public static string Write(IEnumerable<IncentiveLine> lines)
    {
        var csv = new StringBuilder(Header).Append("\r\n");
        foreach (var line in lines)
        {
            csv.AppendJoin(
                    ',',
                    Text(line.Month),
                    Text(line.MpnId),
                    Text(line.Reseller),
                    Text(line.Offer),
                    SchemaName.Of(line.ProductFamily),
                    Number(line.Orders),
                    Number(line.Licenses),
                    Number(line.Customers)
                )
                .Append("\r\n");
        }

        return csv.ToString();
    }

    private static string Text(string value)
    {
        var harmless = value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{value}" : value;
        return harmless.AsSpan().IndexOfAny("\",\r\n") < 0
            ? harmless
            : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
