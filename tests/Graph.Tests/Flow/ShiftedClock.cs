namespace PartnerGraph.Graph.Tests.Flow;

/// <summary>The machine's clock, ahead by as much as a test says. Timers run as ever.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long aheadTicks;

    public void GoOn(TimeSpan by) => Interlocked.Add(ref aheadTicks, by.Ticks);

    public override DateTimeOffset GetUtcNow() =>
        System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref aheadTicks));
}
