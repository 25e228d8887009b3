using PartnerGraph.Worker.Dispatch;

namespace PartnerGraph.Worker.Tests.Dispatch;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Queued = new(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Waits_grow_to_four_hours_and_end_after_four_days()
    {
        var now = Queued;
        var waits = new List<TimeSpan>();
        for (var attempt = 1; RetrySchedule.Next(attempt, Queued, null, now) is { } wait; attempt++)
        {
            waits.Add(wait);
            now += wait;
        }

        waits.Take(8).Select(wait => wait.TotalMinutes).ShouldBe([1, 5, 15, 30, 60, 120, 240, 240]);
        waits.Skip(6).ShouldAllBe(wait => wait == TimeSpan.FromHours(4));
        (now - Queued).ShouldBeInRange(TimeSpan.FromDays(3.8), TimeSpan.FromDays(4));
    }

    [Fact]
    public void No_attempt_comes_after_the_end_of_the_link()
    {
        var end = Queued.AddMinutes(10);
        RetrySchedule.Next(1, Queued, end, Queued).ShouldBe(TimeSpan.FromMinutes(1));
        RetrySchedule.Next(2, Queued, end, Queued.AddMinutes(1)).ShouldBe(TimeSpan.FromMinutes(5));
        RetrySchedule.Next(3, Queued, end, Queued.AddMinutes(6)).ShouldBeNull();
    }
}
