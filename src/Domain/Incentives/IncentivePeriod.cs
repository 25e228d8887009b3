using System.Globalization;

namespace PartnerGraph.Domain.Incentives;

/// <summary>A month of a report, in UTC, or the part of it that the report asks for.</summary>
/// <param name="Until">Exclusive.</param>
public readonly record struct IncentiveMonth(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>As 2026-11.</summary>
    public string Name => From.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>What a report of incentives tells of (R77): whole or begun months, two years at most.</summary>
public static class IncentivePeriod
{
    public const int MaximumMonths = 24;

    /// <summary>The months from a moment on until another, the earliest first; none where the one is not before the other.</summary>
    public static IReadOnlyList<IncentiveMonth> Months(DateTimeOffset from, DateTimeOffset until)
    {
        var months = new List<IncentiveMonth>();
        var start = from.ToUniversalTime();
        var end = until.ToUniversalTime();
        while (start < end && months.Count <= MaximumMonths)
        {
            var next = new DateTimeOffset(start.Year, start.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
            months.Add(new IncentiveMonth(start, next < end ? next : end));
            start = next;
        }

        return months;
    }
}
