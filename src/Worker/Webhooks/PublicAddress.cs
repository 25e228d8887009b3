using System.Net;
using System.Net.Sockets;

namespace PartnerGraph.Worker.Webhooks;

/// <summary>Whether an address is one of the public internet. Whatever is not known to be is refused.</summary>
public static class PublicAddress
{
    // IANA's special-purpose registry for IPv4.
    private static readonly IPNetwork[] RefusedIPv4 =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    // Within global unicast: Teredo and its kin, documentation, and 6to4, which hides an IPv4 address.
    private static readonly IPNetwork[] RefusedIPv6 =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse),
    ];

    public static bool IsPublic(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPublic(address.MapToIPv4());
        }

        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Array.Exists(RefusedIPv4, network => network.Contains(address)),
            // NAT64, unique local, link-local, loopback, multicast and what has no use yet all lie outside of global unicast.
            AddressFamily.InterNetworkV6 => address.ScopeId == 0
                && GlobalUnicast.Contains(address)
                && !Array.Exists(RefusedIPv6, network => network.Contains(address)),
            _ => false,
        };
    }
}
