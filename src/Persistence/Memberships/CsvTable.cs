namespace PartnerGraph.Persistence.Memberships;

/// <summary>A line of a file with a header. <paramref name="Fields"/> is null where it could not be split as the header says.</summary>
public sealed record CsvLine(int Number, IReadOnlyDictionary<string, string>? Fields)
{
    /// <summary>What stands in the column; empty where the file has no such column.</summary>
    public string this[string column] => Fields!.GetValueOrDefault(column, "");
}

/// <summary>A file whose first line names its columns, in any order.</summary>
public static class CsvTable
{
    /// <summary>Null where the header names a column that is not known, one twice, or not all that are required.</summary>
    public static IReadOnlyList<CsvLine>? Read(
        TextReader reader,
        IReadOnlyCollection<string> required,
        IReadOnlyCollection<string> optional
    )
    {
        using var records = CsvReader.Records(reader).GetEnumerator();
        if (!records.MoveNext() || Columns(records.Current, [.. required, .. optional]) is not { } columns)
        {
            return null;
        }

        if (!required.All(name => columns.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            return null;
        }

        List<CsvLine> lines = [];
        while (records.MoveNext())
        {
            lines.Add(Line(records.Current, columns));
        }

        return lines;
    }

    private static List<string>? Columns(CsvRecord header, IReadOnlyCollection<string> known)
    {
        List<string> columns = [.. header.Fields.Select(field => field.Trim())];
        var distinct = columns.Distinct(StringComparer.OrdinalIgnoreCase).Count() == columns.Count;
        return distinct && columns.TrueForAll(name => known.Contains(name, StringComparer.OrdinalIgnoreCase))
            ? columns
            : null;
    }

    private static CsvLine Line(CsvRecord record, List<string> columns) =>
        record.Problem is not null || record.Fields.Count != columns.Count
            ? new CsvLine(record.Line, Fields: null)
            : new CsvLine(
                record.Line,
                columns
                    .Zip(record.Fields)
                    .ToDictionary(pair => pair.First, pair => pair.Second.Trim(), StringComparer.OrdinalIgnoreCase)
            );
}
