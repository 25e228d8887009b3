using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.Memberships;

namespace PartnerGraph.Persistence.Subscriptions;

public sealed record OfferLine(int Number, string Code, string Name, ProductFamily ProductFamily, bool Available);

/// <summary>
/// The catalog's file: a header, then a line an offer. Columns in any order: code, name, productFamily (as the schema spells it), and
/// as they like available (true where it is missing).
/// </summary>
public sealed class OfferCsv
{
    private static readonly string[] Required = ["code", "name", "productFamily"];
    private static readonly string[] Known = [.. Required, "available"];

    private readonly List<OfferLine> lines = [];
    private readonly List<BadLine> bad = [];
    private readonly Dictionary<string, int> codes = new(StringComparer.Ordinal);

    public IReadOnlyList<OfferLine> Lines => lines;

    public IReadOnlyList<BadLine> BadLines => bad;

    public static OfferCsv Read(TextReader reader)
    {
        var csv = new OfferCsv();
        using var records = CsvReader.Records(reader).GetEnumerator();
        if (!records.MoveNext() || csv.Columns(records.Current) is not { } columns)
        {
            csv.bad.Add(new BadLine(1, $"the header must name the columns {string.Join(",", Required)}"));
            return csv;
        }
        while (records.MoveNext())
        {
            csv.Take(records.Current, columns);
        }
        return csv;
    }

    private Dictionary<string, int>? Columns(CsvRecord header)
    {
        var columns = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, name) in header.Fields.Index())
        {
            var known = Known.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase);
            if (!known || !columns.TryAdd(name.Trim(), index))
            {
                bad.Add(new BadLine(header.Line, $"the column '{name.Trim()}' is unknown or there twice"));
                return null;
            }
        }
        return Required.All(columns.ContainsKey) ? columns : null;
    }

    private void Take(CsvRecord record, Dictionary<string, int> columns)
    {
        var problem = record.Problem;
        if (problem is null && record.Fields.Count != columns.Count)
        {
            problem = $"it has {record.Fields.Count} fields, the header has {columns.Count}";
        }
        OfferLine? line = null;
        problem ??= Check(
            record.Line,
            name => columns.TryGetValue(name, out var at) ? record.Fields[at].Trim() : "",
            out line
        );
        if (problem is not null)
        {
            bad.Add(new BadLine(record.Line, problem));
            return;
        }
        lines.Add(line!);
    }

    private string? Check(int number, Func<string, string> field, out OfferLine? line)
    {
        line = null;
        var (code, name) = (field("code"), field("name"));
        if (TextRules.Line(code, Offer.CodeLength) is not null || TextRules.Line(name) is not null)
        {
            return $"code (at most {Offer.CodeLength} characters) and name ({TextRules.NameLength}) must be one line of text each";
        }
        if (FamilyOf(field("productFamily")) is not { } family)
        {
            return $"the productFamily '{field("productFamily")}' must be one of {string.Join(", ", Families)}";
        }
        if (FlagOf(field("available")) is not { } available)
        {
            return $"available is '{field("available")}'; it must be true or false";
        }
        if (!codes.TryAdd(code, number))
        {
            return $"the code '{code}' stands in line {codes[code]} already";
        }
        line = new OfferLine(number, code, name, family, available);
        return null;
    }

    private static IEnumerable<string> Families => Enum.GetValues<ProductFamily>().Select(SchemaName.Of);

    private static ProductFamily? FamilyOf(string text) =>
        Enum.GetValues<ProductFamily>()
            .Where(family => string.Equals(SchemaName.Of(family), text, StringComparison.OrdinalIgnoreCase))
            .Select(family => (ProductFamily?)family)
            .FirstOrDefault();

    private static bool? FlagOf(string text) =>
        text.ToLowerInvariant() switch
        {
            "" or "true" or "yes" or "1" => true,
            "false" or "no" or "0" => false,
            _ => null,
        };
}
