using System.Text;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>One mail over one connection: MAIL, RCPT, DATA, content, final dot.</summary>
internal sealed class SmtpTransaction(SmtpConnection connection, SmtpOptions options, TimeProvider clock)
{
    private const int BlockSize = 64 * 1024;

    private static readonly byte[] Dot = ".\r\n"u8.ToArray();

    /// <summary>True from the first byte of content on: the same mail must not go out over another connection in this attempt.</summary>
    public bool ContentBegun { get; private set; }

    /// <summary>True from the final dot on: the server may have taken the mail, whatever happens now.</summary>
    public bool DotSent { get; private set; }

    public async Task<MailOutcome> RunAsync(MailMessage mail, byte[] content, CancellationToken stop)
    {
        var (from, to) = (mail.From, mail.To);
        if (Impossible(from, to, content) is { } refusal)
            return refusal;
        var sender = $"MAIL FROM:<{from.Address}>{SenderParameters(mail, content)}";
        var recipient = $"RCPT TO:<{to.Address}>{RecipientParameters()}";
        return connection.Capabilities.Pipelining
            ? await PipelinedAsync(sender, recipient, content, stop)
            : await StepByStepAsync(sender, recipient, content, stop);
    }

    private MailOutcome.Bounced? Impossible(Mailbox from, Mailbox to, byte[] content)
    {
        var offers = connection.Capabilities;
        if ((from.NeedsUtf8 || to.NeedsUtf8) && !(offers.SmtpUtf8 && offers.EightBitMime))
            return new MailOutcome.Bounced(
                "The mail server does not take addresses with letters beyond ASCII (SMTPUTF8).",
                BounceScope.Mail
            );
        if (offers.MaxSize < content.Length)
            return new MailOutcome.Bounced(
                $"The mail has {content.Length} bytes, the mail server takes {offers.MaxSize}.",
                BounceScope.Mail
            );
        return null;
    }

    private bool AsksForReports => connection.Capabilities.Dsn && options.Reports != DeliveryReports.Never;

    private string SenderParameters(MailMessage mail, byte[] content)
    {
        var parameters = connection.Capabilities.Size ? $" SIZE={content.Length}" : "";
        if (mail.From.NeedsUtf8 || mail.To.NeedsUtf8)
            parameters += " BODY=8BITMIME SMTPUTF8";
        // A report then names the row, whichever way it comes back.
        if (AsksForReports)
            parameters += $" RET=HDRS ENVID={XText(mail.MessageId)}";
        return parameters;
    }

    private string RecipientParameters() =>
        (AsksForReports, options.Reports) switch
        {
            (true, DeliveryReports.Failure) => " NOTIFY=FAILURE",
            (true, DeliveryReports.FailureAndDelay) => " NOTIFY=FAILURE,DELAY",
            _ => "",
        };

    // RFC 3461, section 4: "+" and "=" have a meaning of their own there. A Message-ID is printable ASCII.
    private static string XText(string text) =>
        text.Replace("+", "+2B", StringComparison.Ordinal).Replace("=", "+3D", StringComparison.Ordinal);

    private async Task<MailOutcome> StepByStepAsync(string mail, string rcpt, byte[] content, CancellationToken stop)
    {
        var reply = await connection.CommandAsync(mail, stop);
        if (!reply.IsPositive)
            return await RefusedAsync(SmtpStage.Sender, reply, stop);
        reply = await connection.CommandAsync(rcpt, stop);
        if (!reply.IsPositive)
            return await RefusedAsync(SmtpStage.Recipient, reply, stop);
        await connection.WriteAsync("DATA\r\n"u8.ToArray(), stop);
        reply = await connection.ReadAsync(options.Timeouts.Data, stop);
        return reply.IsIntermediate
            ? await ContentAsync(content, stop)
            : await RefusedAsync(SmtpStage.Data, reply, stop);
    }

    // RFC 2920: one write, three answers. A server may say 354 although it took no recipient; then an empty mail ends it.
    private async Task<MailOutcome> PipelinedAsync(string mail, string rcpt, byte[] content, CancellationToken stop)
    {
        await connection.WriteAsync(Encoding.UTF8.GetBytes($"{mail}\r\n{rcpt}\r\nDATA\r\n"), stop);
        var toMail = await connection.ReadAsync(options.Timeouts.Command, stop);
        if (toMail.Code == 421)
            return await RefusedAsync(SmtpStage.Sender, toMail, stop);
        var toRcpt = await connection.ReadAsync(options.Timeouts.Command, stop);
        if (toRcpt.Code == 421)
            return await RefusedAsync(SmtpStage.Recipient, toRcpt, stop);
        var toData = await connection.ReadAsync(options.Timeouts.Data, stop);
        if (toMail.IsPositive && toRcpt.IsPositive && toData.IsIntermediate)
            return await ContentAsync(content, stop);
        if (toData.IsIntermediate)
        {
            await connection.WriteAsync(Dot, stop);
            await connection.ReadAsync(options.Timeouts.FinalDot, stop);
        }
        if (!toMail.IsPositive)
            return await RefusedAsync(SmtpStage.Sender, toMail, stop);
        return toRcpt.IsPositive
            ? await RefusedAsync(SmtpStage.Data, toData, stop)
            : await RefusedAsync(SmtpStage.Recipient, toRcpt, stop);
    }

    private async Task<MailOutcome> ContentAsync(byte[] content, CancellationToken stop)
    {
        // From here on a stop waits for this mail, within its grace.
        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var onStop = stop.UnsafeRegister(_ => grace.CancelAfter(options.StopGrace), state: null);
        ContentBegun = true;
        var stuffed = DotStuffing.Apply(content);
        for (var at = 0; at < stuffed.Length; at += BlockSize)
            await connection.WriteAsync(stuffed[at..Math.Min(stuffed.Length, at + BlockSize)], grace.Token);
        if (connection.IsClosedByServer)
            throw new EndOfStreamException("The mail server closed the connection.");
        DotSent = true;
        await connection.WriteAsync(Dot, grace.Token);
        var reply = await connection.ReadAsync(options.Timeouts.FinalDot, grace.Token);
        return reply.IsPositive ? new MailOutcome.Sent() : await RefusedAsync(SmtpStage.FinalDot, reply, grace.Token);
    }

    private async Task<MailOutcome> RefusedAsync(SmtpStage stage, SmtpReply reply, CancellationToken stop)
    {
        var meaning = SmtpAnswers.Of(stage, reply);
        if (meaning is SmtpMeaning.Closing or SmtpMeaning.Nonsense)
            connection.IsReusable = false;
        else
            await ResetAsync(stop);
        return SmtpAnswers.Outcome(stage, reply);
    }

    // The outcome is known already; a reset that fails costs the connection only.
    private async Task ResetAsync(CancellationToken stop)
    {
        try
        {
            connection.IsReusable = (await connection.CommandAsync("RSET", stop)).IsPositive;
        }
        catch (Exception fault)
            when (fault is IOException or TimeoutException or SmtpProtocolException or OperationCanceledException)
        {
            connection.IsReusable = false;
        }
    }
}
