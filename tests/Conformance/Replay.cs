using System.Globalization;
using PartnerGraph.Conformance.Areas;

namespace PartnerGraph.Conformance;

/// <summary>Replays a folder of cases: a line an area, each failure, the exceptions in the open, and the totals.</summary>
internal static class Replay
{
    /// <returns>0, or 1 where a case failed.</returns>
    public static async Task<int> RunAsync(string folder)
    {
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"There is no folder {folder}.");
            return 2;
        }

        var cases = new CaseFolder(folder);
        var areas = new AreaList(cases);
        var results = new SortedDictionary<string, Result>(StringComparer.Ordinal);
        foreach (var item in cases.Cases())
        {
            if (!results.TryGetValue(item.Area, out var result))
            {
                results[item.Area] = result = new Result();
            }

            result.Add(item, await DifferenceAsync(areas, item));
        }

        Print(results);
        return results.Values.Sum(static result => result.Failures.Count) == 0 ? 0 : 1;
    }

    private static async Task<string?> DifferenceAsync(AreaList areas, Case item)
    {
        if (areas.Find(item.Area) is not { } difference)
        {
            return $"There is no such area as {item.Area}.";
        }

        try
        {
            return await difference(item);
        }
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message}";
        }
    }

    private static void Print(SortedDictionary<string, Result> results)
    {
        foreach (var (area, result) in results)
        {
            Print($"{area} {result.Passed}/{result.Passed + result.Failures.Count}");
            foreach (var failure in result.Failures)
            {
                Print($"  FAILED {failure}");
            }
        }

        var exceptions = results.Values.SelectMany(static result => result.Exceptions).ToArray();
        if (exceptions.Length > 0)
        {
            Print($"{exceptions.Length} exceptions, not counted above:");
            foreach (var exception in exceptions)
            {
                Print($"  {exception}");
            }
        }

        var failed = results.Values.Sum(static result => result.Failures.Count);
        Print($"{results.Values.Sum(static result => result.Passed)} passed, {failed} failed");
    }

    private static void Print(FormattableString line) =>
        Console.WriteLine(line.ToString(CultureInfo.InvariantCulture).ReplaceLineEndings("\\n"));

    /// <summary>What an area came to.</summary>
    private sealed class Result
    {
        public int Passed { get; private set; }

        public List<string> Failures { get; } = [];

        public List<string> Exceptions { get; } = [];

        /// <summary>Counts a case. One of the exceptions that passes all the same is no exception.</summary>
        public void Add(Case item, string? difference)
        {
            if (difference is null)
            {
                Passed++;
            }
            else if (KnownExceptions.ReasonOf(item) is { } reason)
            {
                Exceptions.Add($"{item.Area}/{item.File}: {item.Name}: {reason}");
            }
            else
            {
                Failures.Add($"{item.Area}/{item.File}: {item.Name}: {difference}");
            }
        }
    }
}
