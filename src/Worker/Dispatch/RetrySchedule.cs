namespace PartnerGraph.Worker.Dispatch;

/// <summary>When a deferred mail is tried again: soon at first, then every four hours, for four days or until its link ends.</summary>
public static class RetrySchedule
{
    public static readonly TimeSpan GivesUpAfter = TimeSpan.FromDays(4);

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(4),
    ];

    /// <summary>The wait before the next attempt; null where it would come too late to be of use.</summary>
    /// <param name="attempts">How many there were, from 1.</param>
    /// <param name="usefulUntil">The end of the link in the mail; null where it has none.</param>
    public static TimeSpan? Next(int attempts, DateTimeOffset queuedAt, DateTimeOffset? usefulUntil, DateTimeOffset now)
    {
        var wait = Steps[Math.Clamp(attempts, 1, Steps.Length) - 1];
        var limit = queuedAt + GivesUpAfter;
        if (usefulUntil < limit)
            limit = usefulUntil.Value;
        return now + wait < limit ? wait : null;
    }
}
