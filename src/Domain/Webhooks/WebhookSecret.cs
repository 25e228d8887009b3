using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;

namespace PartnerGraph.Domain.Webhooks;

/// <summary>
/// What the requests of an endpoint are signed with (Standard Webhooks 1.0). It is derived again whenever it is needed, from the server's key,
/// the endpoint and the generation, and is stored nowhere.
/// </summary>
public sealed class WebhookSecret
{
    private readonly byte[] bytes;

    private WebhookSecret(byte[] bytes) => this.bytes = bytes;

    /// <summary>As its owner gets it, once. Never to be stored or logged.</summary>
    public string Text => "whsec_" + Convert.ToBase64String(bytes);

    public static WebhookSecret Of(LinkKey key, WebhookEndpointId endpoint, int generation) =>
        new(key.DeriveForWebhook(endpoint.Value, generation));

    /// <summary>One signature of the header: the version and HMAC-SHA-256 over id, time and body.</summary>
    public string Sign(string messageId, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, bytes);
        hmac.AppendData(
            Encoding.UTF8.GetBytes(
                string.Create(CultureInfo.InvariantCulture, $"{messageId}.{at.ToUnixTimeSeconds()}.")
            )
        );
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }

    /// <summary>Says nothing of the secret: this text may end up in a log.</summary>
    public override string ToString() => "(webhook secret)";
}
