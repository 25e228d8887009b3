using System.Net;
using System.Net.Sockets;

namespace PartnerGraph.Graph.Audit;

/// <summary>
/// Where an act came from: the network, not the device. A /24 or a /48 tells an unusual place apart from the usual one, and names nobody.
/// </summary>
public static class Origin
{
    private const int SubscriberDigits = 16;

    /// <param name="address">As <see cref="Access.RequestLimits.AddressOf"/> writes it.</param>
    public static string? Of(string? address)
    {
        if (address is null)
            return null;
        if (address.Length == SubscriberDigits && !address.Contains('.'))
            return $"{address[..4]}:{address[4..8]}:{address[8..12]}::/48".ToLowerInvariant();
        return IPAddress.TryParse(address, out var known) && known.AddressFamily is AddressFamily.InterNetwork
            ? address[..address.LastIndexOf('.')] + ".0/24"
            : null;
    }
}
