using System.Text;

namespace PartnerGraph.Persistence.Memberships;

/// <summary>A record, and the number of the line that it begins in. A record that cannot be split says why.</summary>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Fields, string? Problem = null);

/// <summary>Comma-separated values by RFC 4180: quoted fields may hold commas, doubled quotes and line breaks; empty lines do not count.</summary>
internal static class CsvReader
{
    public static IEnumerable<CsvRecord> Records(TextReader reader)
    {
        var line = 0;
        while (reader.ReadLine() is { } text)
        {
            line++;
            var start = line;
            while (HasOpenQuote(text) && reader.ReadLine() is { } more)
            {
                line++;
                text = $"{text}\n{more}";
            }
            if (start == 1)
            {
                text = text.TrimStart('\uFEFF');
            }
            if (!string.IsNullOrWhiteSpace(text))
            {
                yield return Split(start, text);
            }
        }
    }

    private static bool HasOpenQuote(string text) => text.Count(c => c == '"') % 2 == 1;

    private static CsvRecord Split(int line, string text)
    {
        if (HasOpenQuote(text))
        {
            return new CsvRecord(line, [], "a quote is not closed");
        }
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }
        fields.Add(field.ToString());
        return new CsvRecord(line, fields);
    }
}
