namespace PartnerGraph.Worker.Dispatch;

/// <summary>When a mail over a cap is looked at again: not all of them at one moment, and none without a look for long, since its link may have ended.</summary>
public static class CapWait
{
    private const double Spread = 1.0 / 288;

    /// <param name="place">How far away its place is.</param>
    /// <param name="window">The cap's: of a day the spread is five minutes.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan Until(TimeSpan place, TimeSpan window, double chance) =>
        place <= window ? place + (window * Spread * chance) : window * (0.5 + (chance / 2));
}
