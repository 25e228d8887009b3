using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using PartnerGraph.Domain.Webhooks;

namespace PartnerGraph.Worker.Webhooks;

/// <summary>The addresses behind a name; asked anew for every connection, and every one of them is looked at.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>What came of one request.</summary>
/// <param name="Status">Null where nobody answered.</param>
/// <param name="Answer">The first 2 KB.</param>
/// <param name="Error">A sentence without the address; null where it came through.</param>
public sealed record WebhookAnswer(int? Status, string? Answer, TimeSpan? RetryAfter, string? Error, TimeSpan Duration);

/// <summary>
/// Sends signed requests to public addresses alone. A name is resolved once for a connection, its addresses are checked, and one of those is
/// connected to: what the name means a moment later does not matter. Redirects are not followed, and no proxy is asked.
/// </summary>
public sealed class WebhookSender : IDisposable
{
    private readonly WebhookOptions options;
    private readonly ResolveHost resolve;
    private readonly TimeProvider clock;
    private readonly HttpClient client;

    public WebhookSender(WebhookOptions options, ResolveHost resolve, TimeProvider clock)
    {
        this.options = options;
        this.resolve = resolve;
        this.clock = clock;
        client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxConnectionsPerServer = options.OfEndpoint,
                MaxResponseHeadersLength = 16,
                MaxResponseDrainSize = 0,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                ConnectTimeout = options.Timeout,
                ConnectCallback = ConnectAsync,
                ActivityHeadersPropagator = null,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<WebhookAnswer> SendAsync(
        Uri url,
        string messageId,
        IReadOnlyList<WebhookSecret> secrets,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken
    )
    {
        var start = Stopwatch.GetTimestamp();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Timeout);
        try
        {
            using var request = Signed(url, messageId, secrets, body);
            using var response = await client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                patience.Token
            );
            var answer = await ReadAsync(response.Content, patience.Token);
            return Of(response, answer, Stopwatch.GetElapsedTime(start));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested && Sentence(failure) is { } sentence)
        {
            return new WebhookAnswer(null, null, null, sentence, Stopwatch.GetElapsedTime(start));
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Signed(
        Uri url,
        string messageId,
        IReadOnlyList<WebhookSecret> secrets,
        ReadOnlyMemory<byte> body
    )
    {
        var now = clock.GetUtcNow();
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", "PartnerGraph-Webhooks/1");
        request.Headers.Add("webhook-id", messageId);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(
            "webhook-signature",
            string.Join(' ', secrets.Select(secret => secret.Sign(messageId, now, body.Span)))
        );
        return request;
    }

    private WebhookAnswer Of(HttpResponseMessage response, string answer, TimeSpan duration)
    {
        var status = (int)response.StatusCode;
        var error =
            response.IsSuccessStatusCode ? null
            : status is >= 300 and < 400 ? $"The receiver answered {status}; redirects are not followed."
            : $"The receiver answered {status}.";
        return new WebhookAnswer(status, answer, RetryAfter(response), error, duration);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? (asked?.Date is { } date ? date - clock.GetUtcNow() : null);
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[Persistence.Webhooks.WebhookAttempt.AnswerLength];
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        // PostgreSQL's text holds no U+0000, and what is cut in the middle of a character is no answer's fault.
        return Encoding.UTF8.GetString(buffer, 0, length).Replace("\0", "", StringComparison.Ordinal);
    }

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        // One private address among public ones is a trap, not a choice.
        if (!Array.TrueForAll(addresses, IsAllowed))
        {
            throw new AddressRefusedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) =>
        PublicAddress.IsPublic(address) || (options.AllowLoopback && IPAddress.IsLoopback(address));

    // The texts of exceptions name the address: they are not for a log that others may read.
    private static string? Sentence(Exception failure) =>
        failure switch
        {
            _ when Has<AddressRefusedException>(failure) =>
                "The address does not lead to the public internet; nothing was sent.",
            OperationCanceledException => "The receiver did not answer in time.",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                "The name of the receiver could not be resolved.",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                "No secure connection: the receiver's certificate or protocol was refused.",
            HttpRequestException or IOException or SocketException => "The receiver could not be reached.",
            _ => null,
        };

    private static bool Has<T>(Exception failure)
        where T : Exception => failure is T || (failure.InnerException is { } inner && Has<T>(inner));

    private sealed class AddressRefusedException() : IOException("The address is not public.");
}
