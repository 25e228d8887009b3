using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>One connection that has been greeted, secured and signed in, and carries one mail after the other.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private readonly SmtpOptions _options;
    private readonly TimeProvider _clock;
    private readonly Socket _socket;
    private Stream _stream;
    private SmtpReplyReader _replies;

    private SmtpConnection(SmtpOptions options, TimeProvider clock, Socket socket, Stream stream)
    {
        _options = options;
        _clock = clock;
        _socket = socket;
        _stream = stream;
        _replies = new SmtpReplyReader(stream);
    }

    public SmtpCapabilities Capabilities { get; private set; } = SmtpCapabilities.None;

    /// <summary>How many mails this connection has begun; above zero its server may have tired of it.</summary>
    public int Uses { get; set; }

    /// <summary>When it was last given back to the pool.</summary>
    public DateTimeOffset IdleSince { get; set; }

    /// <summary>False once anything went wrong that leaves unclear what the server expects next.</summary>
    public bool IsReusable { get; set; } = true;

    public bool IsEncrypted => _stream is SslStream;

    /// <summary>True where the settings wished for TLS and the server does not give it.</summary>
    public bool IsPlainTextAgainstWish => _options.Security == SmtpSecurity.StartTlsIfOffered && !IsEncrypted;

    public static async Task<SmtpConnection> OpenAsync(SmtpOptions options, TimeProvider clock, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(options.Timeouts.Connect, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        var client = new TcpClient { NoDelay = true };
        SmtpConnection? connection = null;
        try
        {
            await client.ConnectAsync(options.Host, options.Port, linked.Token);
            connection = new SmtpConnection(options, clock, client.Client, client.GetStream());
            if (options.Security == SmtpSecurity.Tls)
                await connection.EncryptAsync(linked.Token);
            await connection.GreetAsync(stop);
            return connection;
        }
        catch (Exception fault)
        {
            if (connection is not null)
                await connection._stream.DisposeAsync();
            client.Dispose();
            if (fault is OperationCanceledException && timeout.IsCancellationRequested && !stop.IsCancellationRequested)
                throw new TimeoutException("The mail server did not answer in time.", fault);
            throw;
        }
    }

    private async Task GreetAsync(CancellationToken stop)
    {
        var banner = await ReadAsync(_options.Timeouts.Greeting, stop);
        if (!banner.IsPositive)
            throw new SmtpRefusedException(SmtpStage.Banner, banner);
        await HelloAsync(stop);
        if (_options.Security is SmtpSecurity.StartTls or SmtpSecurity.StartTlsIfOffered)
            await StartTlsAsync(stop);
        if (_options.User is not null)
            await SmtpSignIn.RunAsync(this, _options, stop);
    }

    private async Task HelloAsync(CancellationToken stop)
    {
        var ehlo = await CommandAsync($"EHLO {_options.ClientName}", stop);
        if (ehlo.IsPositive)
        {
            Capabilities = SmtpCapabilities.Read(ehlo);
            return;
        }
        // Only "unknown command" means an old server; anything else is a refusal.
        if (ehlo.Code is not (500 or 501 or 502))
            throw new SmtpRefusedException(SmtpStage.Hello, ehlo);
        var helo = await CommandAsync($"HELO {_options.ClientName}", stop);
        if (!helo.IsPositive)
            throw new SmtpRefusedException(SmtpStage.Hello, helo);
        Capabilities = SmtpCapabilities.None;
    }

    private async Task StartTlsAsync(CancellationToken stop)
    {
        var required = _options.Security == SmtpSecurity.StartTls;
        if (!Capabilities.StartTls && !required)
            return;
        if (!Capabilities.StartTls)
            throw new SmtpProtocolException("The mail server does not offer STARTTLS, which the settings require.");
        var reply = await CommandAsync("STARTTLS", stop);
        if (!reply.IsPositive && !required)
            return;
        if (!reply.IsPositive)
            throw new SmtpRefusedException(SmtpStage.StartTls, reply);
        // What came in plain text behind the 220 was put there by somebody in between.
        if (_replies.HasUnread)
            throw new SmtpProtocolException("The mail server sent plain text behind its answer to STARTTLS.");
        using var timeout = new CancellationTokenSource(_options.Timeouts.Connect, _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        await WithTimeoutAsync(EncryptAsync(linked.Token), timeout, stop);
        // What was offered in plain text does not count (RFC 3207, section 4.2).
        await HelloAsync(stop);
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        try
        {
            await encrypted.AuthenticateAsClientAsync(SmtpTrust.For(_options), cancellationToken);
        }
        catch
        {
            await encrypted.DisposeAsync();
            throw;
        }
        _stream = encrypted;
        _replies = new SmtpReplyReader(encrypted);
    }

    /// <summary>Sends one line and reads its answer.</summary>
    public async ValueTask<SmtpReply> CommandAsync(string line, CancellationToken stop)
    {
        await WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), stop);
        return await ReadAsync(_options.Timeouts.Command, stop);
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(_options.Timeouts.Block, _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        await WithTimeoutAsync(_stream.WriteAsync(bytes, linked.Token).AsTask(), timeout, stop);
    }

    public async ValueTask<SmtpReply> ReadAsync(TimeSpan patience, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(patience, _clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        return await WithTimeoutAsync(_replies.ReadAsync(linked.Token).AsTask(), timeout, stop);
    }

    /// <summary>True where the server has hung up already; what would be written now is lost for certain.</summary>
    public bool IsClosedByServer => _socket.Poll(0, SelectMode.SelectRead) && _socket.Available == 0;

    private static async Task<T> WithTimeoutAsync<T>(
        Task<T> step,
        CancellationTokenSource timeout,
        CancellationToken stop
    )
    {
        await WithTimeoutAsync((Task)step, timeout, stop);
        return await step;
    }

    private static async Task WithTimeoutAsync(Task step, CancellationTokenSource timeout, CancellationToken stop)
    {
        try
        {
            await step;
        }
        catch (OperationCanceledException fault) when (timeout.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            throw new TimeoutException("The mail server did not answer in time.", fault);
        }
    }

    /// <summary>Says goodbye where the server still listens, and never waits long for it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsReusable)
            {
                using var brief = new CancellationTokenSource(TimeSpan.FromSeconds(1));
                await _stream.WriteAsync("QUIT\r\n"u8.ToArray(), brief.Token);
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The server was faster.
        }
        await _stream.DisposeAsync();
        _socket.Dispose();
    }
}
