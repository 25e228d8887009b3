using System.Globalization;

namespace PartnerGraph.GraphQL.Errors;

/// <summary>Finds the names that a reader may have meant and words the question (spec 7.1.2: messages help the developer).</summary>
public static class Suggestions
{
    private const int MostShown = 5;

    /// <summary>The question to append to a message, with its leading space; empty where nothing is near.</summary>
    public static string DidYouMean(string given, IEnumerable<string> known) => Ask(null, Near(given, known));

    /// <summary>The same with what the names are, such as <c>the enum value</c>.</summary>
    public static string DidYouMean(string what, string given, IEnumerable<string> known) =>
        Ask(what, Near(given, known));

    /// <summary>The question about these names, in this order; empty for none.</summary>
    public static string Ask(string? what, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return "";
        }

        var start = what is null ? " Did you mean " : $" Did you mean {what} ";
        var shown = names.Take(MostShown).Select(name => $"\"{name}\"").ToArray();
        return shown.Length switch
        {
            1 => $"{start}{shown[0]}?",
            2 => $"{start}{shown[0]} or {shown[1]}?",
            _ => $"{start}{string.Join(", ", shown[..^1])}, or {shown[^1]}?",
        };
    }

    /// <summary>The known names within two fifths of the given one's length in edits, nearest first.</summary>
    public static IReadOnlyList<string> Near(string given, IEnumerable<string> known)
    {
        var threshold = (int)Math.Floor(given.Length * 0.4) + 1;
        var lower = given.ToLowerInvariant();
        var near = new List<(string Name, int Distance)>();
        foreach (var name in known.Distinct(StringComparer.Ordinal))
        {
            if (Distance(given, lower, name, threshold) is { } distance)
            {
                near.Add((name, distance));
            }
        }

        near.Sort(
            static (one, other) =>
                one.Distance != other.Distance
                    ? one.Distance.CompareTo(other.Distance)
                    : NaturalOrder.Compare(one.Name, other.Name)
        );
        return near.ConvertAll(item => item.Name);
    }

    /// <summary>Edits (insert, delete, replace, swap of neighbours) between two names; case alone counts as one. Null when beyond the threshold.</summary>
    private static int? Distance(string given, string givenLower, string option, int threshold)
    {
        if (string.Equals(given, option, StringComparison.Ordinal))
        {
            return 0;
        }

        var longer = option.ToLowerInvariant();
        if (string.Equals(givenLower, longer, StringComparison.Ordinal))
        {
            return 1;
        }

        var shorter = givenLower;
        if (longer.Length < shorter.Length)
        {
            (longer, shorter) = (shorter, longer);
        }

        return longer.Length - shorter.Length > threshold ? null : Edits(longer, shorter, threshold);
    }

    private static int? Edits(string longer, string shorter, int threshold)
    {
        var width = shorter.Length;
        int[][] rows = [new int[width + 1], new int[width + 1], new int[width + 1]];
        for (var column = 0; column <= width; column++)
        {
            rows[0][column] = column;
        }

        for (var row = 1; row <= longer.Length; row++)
        {
            var above = rows[(row - 1) % 3];
            var current = rows[row % 3];
            var smallest = current[0] = row;
            for (var column = 1; column <= width; column++)
            {
                var cost = longer[row - 1] == shorter[column - 1] ? 0 : 1;
                var cell = Math.Min(Math.Min(above[column] + 1, current[column - 1] + 1), above[column - 1] + cost);
                var swapped =
                    row > 1
                    && column > 1
                    && longer[row - 1] == shorter[column - 2]
                    && longer[row - 2] == shorter[column - 1];
                if (swapped)
                {
                    cell = Math.Min(cell, rows[(row - 2) % 3][column - 2] + 1);
                }

                current[column] = cell;
                smallest = Math.Min(smallest, cell);
            }

            if (smallest > threshold)
            {
                return null;
            }
        }

        var distance = rows[longer.Length % 3][width];
        return distance <= threshold ? distance : null;
    }
}

/// <summary>Orders names as a reader counts: <c>field2</c> before <c>field10</c>.</summary>
internal static class NaturalOrder
{
    public static int Compare(string one, string other)
    {
        int left = 0,
            right = 0;
        while (left < one.Length && right < other.Length)
        {
            if (char.IsAsciiDigit(one[left]) && char.IsAsciiDigit(other[right]))
            {
                var byNumber = Number(one, ref left).CompareTo(Number(other, ref right));
                if (byNumber != 0)
                {
                    return byNumber;
                }
            }
            else
            {
                if (one[left] != other[right])
                {
                    return one[left].CompareTo(other[right]);
                }

                left++;
                right++;
            }
        }

        return one.Length.CompareTo(other.Length);
    }

    private static double Number(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return double.Parse(text.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
