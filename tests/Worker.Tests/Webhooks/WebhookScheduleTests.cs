using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Worker.Tests.Webhooks;

/// <summary>When a failed delivery comes again.</summary>
public sealed class WebhookScheduleTests
{
    [Fact]
    public void The_waits_are_those_of_the_standard_and_end()
    {
        var waits = Enumerable.Range(1, WebhookSchedule.MostAttempts).Select(at => WebhookSchedule.Next(at, null, 0));

        waits
            .Select(wait => wait?.TotalSeconds)
            .ShouldBe([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
    }

    [Fact]
    public void Chance_adds_up_to_a_tenth()
    {
        WebhookSchedule.Next(2, null, 1).ShouldBe(TimeSpan.FromSeconds(330));
        WebhookSchedule.Next(2, null, 0.5).ShouldBe(TimeSpan.FromSeconds(315));
    }

    [Fact]
    public void A_longer_wait_that_the_receiver_asks_for_is_obeyed_up_to_a_day()
    {
        WebhookSchedule.Next(1, TimeSpan.FromMinutes(10), 0).ShouldBe(TimeSpan.FromMinutes(10));
        WebhookSchedule.Next(3, TimeSpan.FromMinutes(10), 0).ShouldBe(TimeSpan.FromMinutes(30));
        WebhookSchedule.Next(1, TimeSpan.FromDays(30), 0).ShouldBe(TimeSpan.FromHours(24));
    }
}
