using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PartnerGraph.Worker.Mail.Dkim;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>Sends over SMTP (RFC 5321) and turns whatever the server or the network does into an outcome.</summary>
public sealed partial class SmtpTransport : IMailTransport, IAsyncDisposable
{
    private readonly SmtpOptions _options;
    private readonly TimeProvider _clock;
    private readonly SmtpConnectionPool _pool;
    private readonly MailBytes _bytes;
    private readonly ILogger _log;

    /// <param name="dkim">Null: mails are not signed.</param>
    public SmtpTransport(
        SmtpOptions options,
        TimeProvider clock,
        DkimSigner? dkim = null,
        ILogger<SmtpTransport>? log = null
    )
    {
        _options = options;
        _clock = clock;
        _bytes = new MailBytes(dkim);
        _log = log ?? NullLogger<SmtpTransport>.Instance;
        _pool = new SmtpConnectionPool(options, clock);
    }

    public async Task<MailOutcome> SendAsync(MailMessage mail, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var content = _bytes.Of(mail);
        await _pool.EnterAsync(cancellationToken);
        try
        {
            var first = await AttemptAsync(mail, content, mustBeNew: false, cancellationToken);
            // A connection that lay idle may have died unseen: that says nothing about the server, so a new one decides.
            var attempt = first.MayTryAgain
                ? await AttemptAsync(mail, content, mustBeNew: true, cancellationToken)
                : first;
            return attempt.Outcome;
        }
        finally
        {
            _pool.Leave();
        }
    }

    /// <summary>Opens a connection as for a mail (encrypted and signed in, as the settings say) and keeps it for the next one.</summary>
    public async Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken)
    {
        await _pool.EnterAsync(cancellationToken);
        try
        {
            var connection = await _pool.TakeAsync(mustBeNew: true, cancellationToken);
            await _pool.GiveBackAsync(connection);
            return null;
        }
        catch (Exception fault) when (IsOfTheServer(fault))
        {
            return Sentence(fault);
        }
        finally
        {
            _pool.Leave();
        }
    }

    private readonly record struct Attempt(MailOutcome Outcome, bool MayTryAgain);

    private async Task<Attempt> AttemptAsync(MailMessage mail, byte[] content, bool mustBeNew, CancellationToken stop)
    {
        SmtpConnection connection;
        try
        {
            connection = await _pool.TakeAsync(mustBeNew, stop);
        }
        catch (Exception fault) when (IsOfTheServer(fault))
        {
            return new Attempt(new MailOutcome.Deferred(Sentence(fault)), MayTryAgain: false);
        }
        var wasUsed = connection.Uses++ > 0;
        if (!wasUsed && connection.IsPlainTextAgainstWish)
            LogPlainText();
        var transaction = new SmtpTransaction(connection, _options, _clock);
        try
        {
            var outcome = await transaction.RunAsync(mail, content, stop);
            return new Attempt(outcome, wasUsed && !connection.IsReusable && !transaction.ContentBegun);
        }
        catch (Exception fault)
            when (transaction.DotSent && (IsOfTheServer(fault) || fault is OperationCanceledException))
        {
            connection.IsReusable = false;
            return new Attempt(new MailOutcome.Unknown(Sentence(fault)), MayTryAgain: false);
        }
        catch (Exception fault) when (IsOfTheServer(fault))
        {
            connection.IsReusable = false;
            return new Attempt(new MailOutcome.Deferred(Sentence(fault)), wasUsed && !transaction.ContentBegun);
        }
        catch
        {
            connection.IsReusable = false;
            throw;
        }
        finally
        {
            await _pool.GiveBackAsync(connection);
        }
    }

    private static bool IsOfTheServer(Exception fault) =>
        fault
            is IOException
                or SocketException
                or AuthenticationException
                or TimeoutException
                or SmtpProtocolException
                or SmtpRefusedException;

    // Texts of the framework may name addresses of machines; ours may not.
    private static string Sentence(Exception fault) =>
        fault switch
        {
            SmtpProtocolException => fault.Message,
            SmtpRefusedException refused => SmtpAnswers.Reason(refused.Stage, refused.Reply),
            TimeoutException => "The mail server did not answer in time.",
            AuthenticationException => "The mail server's certificate was not accepted.",
            SocketException socket => $"The mail server could not be reached ({socket.SocketErrorCode}).",
            OperationCanceledException => "The process stopped before the mail server had confirmed the mail.",
            _ => "The connection to the mail server broke.",
        };

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The mail server gives no TLS: mails go over this connection in plain text, as Mail__Smtp__Security allows"
    )]
    private partial void LogPlainText();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();
}
