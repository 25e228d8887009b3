using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace PartnerGraph.Domain.Webhooks;

/// <summary>What an address must look like to be called at all; where it leads to is asked again at every connection.</summary>
public static class WebhookUrl
{
    public const int MaximumLength = 2000;

    /// <param name="text">As the owner wrote it.</param>
    /// <param name="allowLoopback">Development alone: http to this machine is allowed, too.</param>
    /// <param name="url">The address in its canonical form.</param>
    public static bool TryParse(string? text, bool allowLoopback, [NotNullWhen(true)] out string? url)
    {
        url = null;
        if (
            text is null
            || text.Length > MaximumLength
            || text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character))
            || !Uri.TryCreate(text, UriKind.Absolute, out var parsed)
            || parsed.UserInfo.Length > 0
            || parsed.Fragment.Length > 0
            || parsed.Host.Length == 0
        )
        {
            return false;
        }

        var local = allowLoopback && parsed.IsLoopback && parsed.Scheme == Uri.UriSchemeHttp;
        if (!local && (parsed.Scheme != Uri.UriSchemeHttps || !IsWebPort(parsed.Port) || IsLocalName(parsed)))
        {
            return false;
        }

        url = parsed.AbsoluteUri;
        return true;
    }

    // Below 1024 live the services that speak first and can be made to misunderstand a request.
    private static bool IsWebPort(int port) => port is 443 or >= 1024 and <= 65535;

    // Names without a dot are those of one's own network.
    private static bool IsLocalName(Uri url) =>
        url.HostNameType is UriHostNameType.Dns
        && !IPAddress.TryParse(url.Host, out _)
        && !url.IdnHost.TrimEnd('.').Contains('.', StringComparison.Ordinal);
}
