namespace PartnerGraph.Worker.Webhooks;

/// <summary>The retries of Standard Webhooks 1.0, over some three days.</summary>
public static class WebhookSchedule
{
    /// <summary>The longest wait that a receiver can ask for.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2),
        TimeSpan.FromHours(5),
        TimeSpan.FromHours(10),
        TimeSpan.FromHours(14),
        TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    public static int MostAttempts => Waits.Length + 1;

    /// <summary>The wait before the next attempt; null after the last.</summary>
    /// <param name="attempts">How many there were, from 1.</param>
    /// <param name="retryAfter">What the receiver asked for: obeyed where it is longer, up to a day.</param>
    /// <param name="chance">From 0 to 1: up to a tenth is added, so that those who failed together do not come back together.</param>
    public static TimeSpan? Next(int attempts, TimeSpan? retryAfter, double chance)
    {
        if (attempts >= MostAttempts)
        {
            return null;
        }

        var wait = Waits[Math.Max(attempts, 1) - 1] * (1 + (Math.Clamp(chance, 0, 1) * 0.1));
        var asked = retryAfter > LongestWait ? LongestWait : retryAfter;
        return asked > wait ? asked : wait;
    }
}
