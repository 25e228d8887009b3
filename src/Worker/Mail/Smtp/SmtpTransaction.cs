using System.Text;

namespace PartnerGraph.Worker.Mail.Smtp;

/// <summary>One mail over one connection: MAIL, RCPT, DATA, content, final dot.</summary>
internal sealed class SmtpTransaction(SmtpConnection connection, SmtpOptions options, TimeProvider clock)
{
    private static readonly byte[] Dot = ".\r\n"u8.ToArray();

    /// <summary>True from the first byte of content on: the same mail must not go out over another connection in this attempt.</summary>
    public bool ContentBegun { get; private set; }

    /// <summary>True from the final dot on: the server may have taken the mail, whatever happens now.</summary>
    public bool DotSent { get; private set; }

    public async Task<MailOutcome> RunAsync(Mailbox from, Mailbox to, byte[] content, CancellationToken stop)
    {
        if (Impossible(from, to, content) is { } refusal)
            return refusal;
        var mail = $"MAIL FROM:<{from.Address}>{Parameters(from, to, content)}";
        var rcpt = $"RCPT TO:<{to.Address}>";
        return connection.Capabilities.Pipelining
            ? await PipelinedAsync(mail, rcpt, content, stop)
            : await StepByStepAsync(mail, rcpt, content, stop);
    }

    private MailOutcome.Bounced? Impossible(Mailbox from, Mailbox to, byte[] content)
    {
        var offers = connection.Capabilities;
        if ((from.NeedsUtf8 || to.NeedsUtf8) && !(offers.SmtpUtf8 && offers.EightBitMime))
            return new MailOutcome.Bounced(
                "The mail server does not take addresses with letters beyond ASCII (SMTPUTF8)."
            );
        if (offers.MaxSize < content.Length)
            return new MailOutcome.Bounced(
                $"The mail has {content.Length} bytes, the mail server takes {offers.MaxSize}."
            );
        return null;
    }

    private string Parameters(Mailbox from, Mailbox to, byte[] content)
    {
        var size = connection.Capabilities.Size ? $" SIZE={content.Length}" : "";
        return from.NeedsUtf8 || to.NeedsUtf8 ? size + " BODY=8BITMIME SMTPUTF8" : size;
    }

    private async Task<MailOutcome> StepByStepAsync(string mail, string rcpt, byte[] content, CancellationToken stop)
    {
        var reply = await connection.CommandAsync(mail, stop);
        if (!reply.IsPositive)
            return await RefusedSenderAsync(reply, stop);
        reply = await connection.CommandAsync(rcpt, stop);
        if (!reply.IsPositive)
            return await RefusedAsync(reply, stop);
        reply = await connection.CommandAsync("DATA", stop);
        return reply.IsIntermediate ? await ContentAsync(content, stop) : await RefusedAsync(reply, stop);
    }

    // RFC 2920: one write, three answers. A server may say 354 although it took no recipient; then an empty mail ends it.
    private async Task<MailOutcome> PipelinedAsync(string mail, string rcpt, byte[] content, CancellationToken stop)
    {
        await connection.WriteAsync(Encoding.UTF8.GetBytes($"{mail}\r\n{rcpt}\r\nDATA\r\n"), stop);
        var toMail = await connection.ReadAsync(options.CommandTimeout, stop);
        if (toMail.Code == 421)
            return Closing(toMail);
        var toRcpt = await connection.ReadAsync(options.CommandTimeout, stop);
        if (toRcpt.Code == 421)
            return Closing(toRcpt);
        var toData = await connection.ReadAsync(options.CommandTimeout, stop);
        if (toMail.IsPositive && toRcpt.IsPositive && toData.IsIntermediate)
            return await ContentAsync(content, stop);
        if (toData.IsIntermediate)
        {
            await connection.WriteAsync(Dot, stop);
            await connection.ReadAsync(options.FinalDotTimeout, stop);
        }
        if (!toMail.IsPositive)
            return await RefusedSenderAsync(toMail, stop);
        return await RefusedAsync(toRcpt.IsPositive ? toData : toRcpt, stop);
    }

    private async Task<MailOutcome> ContentAsync(byte[] content, CancellationToken stop)
    {
        // From here on a stop waits for this mail, within its grace.
        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        await using var onStop = stop.UnsafeRegister(_ => grace.CancelAfter(options.StopGrace), state: null);
        ContentBegun = true;
        await connection.WriteAsync(DotStuffing.Apply(content), grace.Token);
        if (connection.IsClosedByServer)
            throw new EndOfStreamException("The mail server closed the connection.");
        DotSent = true;
        await connection.WriteAsync(Dot, grace.Token);
        var reply = await connection.ReadAsync(options.FinalDotTimeout, grace.Token);
        if (reply.Code == 421)
            return Closing(reply);
        return reply.IsPositive ? new MailOutcome.Sent() : await RefusedAsync(reply, grace.Token);
    }

    // A refused sender says nothing about the recipient: the settings are wrong or the server is, and both can be mended.
    private async Task<MailOutcome> RefusedSenderAsync(SmtpReply reply, CancellationToken stop)
    {
        await RefusedAsync(reply, stop);
        return new MailOutcome.Deferred($"The mail server refused the sender: {reply.Summary}");
    }

    private async Task<MailOutcome> RefusedAsync(SmtpReply reply, CancellationToken stop)
    {
        if (reply.Code == 421)
            return Closing(reply);
        if (!reply.IsPermanent && !(reply.Code is >= 400 and < 500))
            throw new SmtpProtocolException("The mail server gave an answer that does not fit the command.");
        await ResetAsync(stop);
        // 530: sign in first. That is about us, not about the recipient.
        return reply.IsPermanent && reply.Code != 530
            ? new MailOutcome.Bounced($"The mail server refused the mail: {reply.Summary}")
            : new MailOutcome.Deferred($"The mail server does not take the mail now: {reply.Summary}");
    }

    private MailOutcome.Deferred Closing(SmtpReply reply)
    {
        connection.IsReusable = false;
        return new MailOutcome.Deferred($"The mail server is closing: {reply.Summary}");
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
