using System.Net;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Audit;

namespace PartnerGraph.Graph.Tests.Audit;

public sealed class OriginTests
{
    [Theory]
    [InlineData("203.0.113.77", "203.0.113.0/24")]
    [InlineData("::ffff:203.0.113.77", "203.0.113.0/24")]
    [InlineData("2001:db8:12ab:34::1", "2001:0db8:12ab::/48")]
    [InlineData(null, null)]
    public void A_network_is_kept_and_no_device(string? address, string? origin) =>
        Origin.Of(RequestLimits.AddressOf(address is null ? null : IPAddress.Parse(address))).ShouldBe(origin);
}
