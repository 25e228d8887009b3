using System.Net;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Settings;

namespace PartnerGraph.Graph.Tests.Access;

public sealed class RequestLimitsTests
{
    [Fact]
    public void An_address_has_its_own_measure_and_is_told_what_is_left()
    {
        using var limits = new RequestLimits(new RateSettings(PerPrincipal: 0, PerAddress: 2, SignIns: 0));

        limits
            .Take(caller: null, "10.0.0.1")
            .ShouldSatisfyAllConditions(
                a => a.Granted.ShouldBeTrue(),
                a => a.Remaining.ShouldBe(1),
                a => a.Limit.ShouldBe(2)
            );
        limits.Take(caller: null, "10.0.0.1").Granted.ShouldBeTrue();
        var refused = limits.Take(caller: null, "10.0.0.1");
        refused.Granted.ShouldBeFalse();
        refused.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        limits.Take(caller: null, "10.0.0.2").Granted.ShouldBeTrue();
    }

    [Fact]
    public void Without_a_limit_nothing_is_counted()
    {
        using var limits = new RequestLimits(new RateSettings(0, 0, 0));

        for (var i = 0; i < 1_000; i++)
            limits.TakeSignIn("10.0.0.1").ShouldBe(Allowance.Unlimited);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010DB800010002")]
    [InlineData("2001:db8:1:2:ffff::1", "20010DB800010002")]
    public void A_network_counts_as_one_address(string address, string counted) =>
        RequestLimits.AddressOf(IPAddress.Parse(address)).ShouldBe(counted);
}
