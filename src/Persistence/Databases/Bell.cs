namespace PartnerGraph.Persistence.Databases;

/// <summary>
/// Wakes up all who wait in this process. Take <see cref="Next"/> before looking for work, and wait for it only where there was
/// none: a ring in between is then not missed.
/// </summary>
public sealed class Bell
{
    private TaskCompletionSource next = New();

    /// <summary>Completes at the next ring.</summary>
    public Task Next => Volatile.Read(ref next).Task;

    public void Ring() => Interlocked.Exchange(ref next, New()).SetResult();

    /// <summary>Returns at the ring or after <paramref name="atMost"/>, whichever comes first.</summary>
    public static async Task WaitAsync(
        Task ring,
        TimeSpan atMost,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await ring.WaitAsync(atMost, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The time to look again has come without a ring: that is what the limit is for.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
