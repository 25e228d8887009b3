using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PartnerGraph.TestHosts.Smtp;

/// <summary>
/// A mail server on a real port of 127.0.0.1 that keeps what it takes, and misbehaves as its <see cref="Script"/> says.
/// </summary>
public sealed class SmtpTestServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedMail> mails = new();
    private readonly ConcurrentQueue<(int Connection, string Line)> commands = new();
    private WebApplication? host;
    private int connections;

    private SmtpTestServer(SmtpTestServerOptions options)
    {
        Options = options;
        Certificate = SelfMade();
    }

    public SmtpTestServerOptions Options { get; }
    public SmtpScript Script { get; } = new();

    /// <summary>The access token that XOAUTH2 takes at present.</summary>
    public string Token { get; set; } = "";
    public string Host => "127.0.0.1";
    public int Port { get; private set; }

    /// <summary>Self-made, for localhost and 127.0.0.1.</summary>
    public X509Certificate2 Certificate { get; }
    public string CertificatePem => Certificate.ExportCertificatePem();

    /// <summary>What was taken, in order.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    /// <summary>Every command line of every connection, in order: how the client really spoke.</summary>
    public IReadOnlyList<(int Connection, string Line)> Commands => [.. commands];
    public int Connections => connections;

    public static async Task<SmtpTestServer> StartAsync(SmtpTestServerOptions? options = null)
    {
        var server = new SmtpTestServer(options ?? new SmtpTestServerOptions());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(server);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.UseConnectionHandler<Handler>())
        );
        server.host = builder.Build();
        await server.host.StartAsync();
        var address = server
            .host.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        server.Port = new Uri(address).Port;
        return server;
    }

    public Task<ReceivedMail> WaitForMailAsync(TimeSpan? patience = null) => WaitForMailAsync(_ => true, patience);

    /// <summary>The first mail that fits, waiting for it (10 s where nothing else is said).</summary>
    public async Task<ReceivedMail> WaitForMailAsync(Func<ReceivedMail, bool> fits, TimeSpan? patience = null)
    {
        using var timeout = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            if (mails.FirstOrDefault(fits) is { } mail)
            {
                return mail;
            }
            if (timeout.IsCancellationRequested)
            {
                throw new TimeoutException(
                    $"No such mail among {mails.Count}: {string.Join("; ", mails.Select(m => m.Subject))}"
                );
            }
            await Task.Delay(10);
        }
    }

    /// <summary>Forgets the mails so far.</summary>
    public void Clear() => mails.Clear();

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            using var brief = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await host.StopAsync(brief.Token);
            await host.DisposeAsync();
        }
        Certificate.Dispose();
    }

    internal void Keep(ReceivedMail mail) => mails.Enqueue(mail);

    internal void Note(int connection, string line) => commands.Enqueue((connection, line));

    private static X509Certificate2 SelfMade()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }

    private sealed class Handler(SmtpTestServer server) : ConnectionHandler
    {
        public override Task OnConnectedAsync(ConnectionContext connection) =>
            new SmtpSession(server, connection, Interlocked.Increment(ref server.connections)).RunAsync();
    }
}
