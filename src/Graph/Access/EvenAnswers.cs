namespace PartnerGraph.Graph.Access;

/// <summary>Answers that shall not tell by their time what was found.</summary>
public static class EvenAnswers
{
    private static readonly TimeSpan Takes = TimeSpan.FromMilliseconds(250);

    /// <param name="began">The clock's timestamp at the beginning.</param>
    public static async Task EvenOutAsync(this TimeProvider clock, long began, CancellationToken cancellation)
    {
        var left = Takes - clock.GetElapsedTime(began);
        if (left > TimeSpan.Zero)
            await Task.Delay(left, clock, cancellation);
    }
}
