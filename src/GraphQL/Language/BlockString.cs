using System.Text;

namespace PartnerGraph.GraphQL.Language;

/// <summary>Block strings: their meaning and their printed form (spec 2.9.4).</summary>
public static class BlockString
{
    private const int LongLine = 70;

    /// <summary>BlockStringValue(rawValue): without the common indentation and the blank lines around (spec 2.9.4).</summary>
    public static IReadOnlyList<string> Dedent(IReadOnlyList<string> lines)
    {
        var common = int.MaxValue;
        var first = -1;
        var last = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var indent = LeadingWhiteSpace(lines[i]);
            if (indent == lines[i].Length)
            {
                continue;
            }

            first = first < 0 ? i : first;
            last = i;
            if (i > 0 && indent < common)
            {
                common = indent;
            }
        }

        var kept = new List<string>();
        for (var i = Math.Max(first, 0); i <= last; i++)
        {
            kept.Add(i == 0 ? lines[i] : lines[i][Math.Min(common, lines[i].Length)..]);
        }

        return kept;
    }

    /// <summary>Whether a text survives being printed as a block string and read again.</summary>
    public static bool IsPrintable(string value)
    {
        var lineIsBlank = true;
        var lineIsIndented = false;
        var allIndented = true;
        var seenLineBreak = false;
        foreach (var c in value)
        {
            switch (c)
            {
                case '\n' when lineIsBlank && !seenLineBreak:
                    return false;
                case '\n':
                    seenLineBreak = true;
                    lineIsBlank = true;
                    lineIsIndented = false;
                    break;
                case '\t' or ' ':
                    lineIsIndented |= lineIsBlank;
                    break;
                case <= '\u000F':
                    return false;
                default:
                    allIndented &= lineIsIndented;
                    lineIsBlank = false;
                    break;
            }
        }

        return value.Length == 0 || (!lineIsBlank && !(allIndented && seenLineBreak));
    }

    /// <summary>The text between triple quotes; on lines of its own where that reads better (spec 2.9.4).</summary>
    public static string Print(string value) => Print(value, minimize: false);

    /// <summary>The text between triple quotes with as few characters as possible (spec 2.9.4).</summary>
    public static string PrintMinimized(string value) => Print(value, minimize: true);

    private static string Print(string value, bool minimize)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lines = escaped.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        var singleLine = lines.Length == 1;

        // An indentation that all lines but the first share would be lost, were the first line beside the quotes.
        var leadingBreakNeeded =
            !singleLine && lines.Skip(1).All(line => line.Length == 0 || CharacterClasses.IsWhiteSpace(line[0]));
        var endsWithTripleQuotes = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var trailingBreakNeeded = (value.EndsWith('"') && !endsWithTripleQuotes) || value.EndsWith('\\');
        var onLinesOfItsOwn =
            !minimize
            && (
                !singleLine
                || value.Length > LongLine
                || trailingBreakNeeded
                || leadingBreakNeeded
                || endsWithTripleQuotes
            );
        var keepFirstIndent = singleLine && value.Length > 0 && CharacterClasses.IsWhiteSpace(value[0]);

        var text = new StringBuilder("\"\"\"", escaped.Length + 8);
        if ((onLinesOfItsOwn && !keepFirstIndent) || leadingBreakNeeded)
        {
            text.Append('\n');
        }

        text.Append(escaped);
        if (onLinesOfItsOwn || trailingBreakNeeded)
        {
            text.Append('\n');
        }

        return text.Append("\"\"\"").ToString();
    }

    private static int LeadingWhiteSpace(string line)
    {
        var count = 0;
        while (count < line.Length && CharacterClasses.IsWhiteSpace(line[count]))
        {
            count++;
        }

        return count;
    }
}
