using System.Net.Security;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace PartnerGraph.TestHosts.Smtp;

/// <summary>One client's conversation with the test server.</summary>
internal sealed class SmtpSession(SmtpTestServer server, ConnectionContext connection, int number)
{
    private readonly SmtpTestServerOptions options = server.Options;
    private readonly byte[] buffer = new byte[64 * 1024];
    private Stream stream = new DuplexStream(connection.Transport);
    private int start;
    private int end;
    private string? from;
    private string? to;
    private string? user;
    private bool smtpUtf8;

    private bool Encrypted => stream is SslStream;

    private SmtpMoment Moment => new(number, from, to, Encrypted, user);

    public async Task RunAsync()
    {
        try
        {
            if (options.ImplicitTls)
            {
                await EncryptAsync();
            }
            await AnswerAsync(SmtpStep.Banner, "220 test.example ESMTP");
            while (await ReadLineAsync() is { } line && await HandleAsync(line)) { }
        }
        catch (Exception fault)
            when (fault
                    is IOException
                        or OperationCanceledException
                        or ConnectionAbortedException
                        or EndOfConversation
                        or System.Security.Authentication.AuthenticationException
                        or ObjectDisposedException
            )
        {
            // Clients leave as they like; what they sent before is kept.
        }
    }

    private async Task<bool> HandleAsync(string line)
    {
        server.Note(number, line);
        var verb = line.Split(' ', 2)[0].ToUpperInvariant();
        switch (verb)
        {
            case "EHLO" when options.KnowsEhlo:
                await AnswerAsync(SmtpStep.Ehlo, Greeting());
                return true;
            case "EHLO":
                await AnswerAsync(SmtpStep.Ehlo, "502 5.5.1 unknown command");
                return true;
            case "HELO":
                await AnswerAsync(SmtpStep.Helo, "250 test.example");
                return true;
            case "STARTTLS":
                if (await AnswerAsync(SmtpStep.StartTls, "220 2.0.0 go ahead"))
                {
                    await EncryptAsync();
                }
                return true;
            case "AUTH":
                await SignInAsync(line);
                return true;
            case "MAIL":
                await MailFromAsync(line);
                return true;
            case "RCPT":
                await RcptToAsync(line);
                return true;
            case "DATA":
                await DataAsync();
                return true;
            case "RSET":
                (from, to) = (null, null);
                await AnswerAsync(SmtpStep.Reset, "250 2.0.0 reset");
                return true;
            case "NOOP":
                await SayAsync("250 2.0.0 fine");
                return true;
            case "QUIT":
                await SayAsync("221 2.0.0 bye");
                return false;
            default:
                await SayAsync("500 5.5.2 unknown command");
                return true;
        }
    }

    private string Greeting()
    {
        var lines = new List<string> { "test.example greets you" };
        lines.AddRange(options.Extensions);
        if (options.OfferStartTls && !Encrypted)
        {
            lines.Add("STARTTLS");
        }
        if (options.User is not null)
        {
            lines.Add($"AUTH {options.AuthMechanisms}");
        }
        return string.Join('\n', lines.Select((line, at) => $"250{(at == lines.Count - 1 ? ' ' : '-')}{line}"));
    }

    private async Task SignInAsync(string line)
    {
        var words = line.Split(' ');
        string given;
        if (words is [_, "PLAIN", var initial])
        {
            given = initial;
        }
        else if (words is [_, "LOGIN"])
        {
            await SayAsync("334 VXNlcm5hbWU6");
            var name = Decoded(await ReadLineAsync());
            await SayAsync("334 UGFzc3dvcmQ6");
            given = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{name}\0{Decoded(await ReadLineAsync())}"));
        }
        else if (words is [_, "XOAUTH2", var bearer])
        {
            await SignInByTokenAsync(Decoded(bearer));
            return;
        }
        else
        {
            await SayAsync("504 5.5.4 unknown mechanism");
            return;
        }
        var right = string.Equals(Decoded(given), $"\0{options.User}\0{options.Password}", StringComparison.Ordinal);
        user = right ? options.User : null;
        await AnswerAsync(SmtpStep.Auth, right ? "235 2.7.0 welcome" : "535 5.7.8 wrong user or password");
    }

    private async Task SignInByTokenAsync(string given)
    {
        var right = string.Equals(
            given,
            $"user={options.User}\u0001auth=Bearer {server.Token}\u0001\u0001",
            StringComparison.Ordinal
        );
        user = right ? options.User : null;
        if (right)
        {
            await AnswerAsync(SmtpStep.Auth, "235 2.7.0 welcome");
            return;
        }
        // The reason comes as a challenge, and the refusal after the client's empty answer to it.
        await SayAsync("334 eyJzdGF0dXMiOiI0MDEiLCJzY2hlbWVzIjoiYmVhcmVyIn0=");
        var answer = await ReadLineAsync();
        await AnswerAsync(SmtpStep.Auth, answer == "" ? "535 5.7.8 wrong token" : "501 5.5.2 an empty line was due");
    }

    private async Task MailFromAsync(string line)
    {
        if (options.User is not null && user is null)
        {
            await SayAsync("530 5.7.0 sign in first");
            return;
        }
        (from, to) = (Address(line), null);
        smtpUtf8 = line.Contains(" SMTPUTF8", StringComparison.Ordinal);
        if (!await AnswerAsync(SmtpStep.MailFrom, "250 2.1.0 sender ok"))
        {
            from = null;
        }
    }

    private async Task RcptToAsync(string line)
    {
        if (from is null)
        {
            await SayAsync("503 5.5.1 MAIL first");
            return;
        }
        to = Address(line);
        if (!smtpUtf8 && to.Any(c => c > 126))
        {
            await SayAsync("553 5.6.7 not without SMTPUTF8");
            to = null;
        }
        else if (!await AnswerAsync(SmtpStep.RcptTo, "250 2.1.5 recipient ok"))
        {
            to = null;
        }
    }

    private async Task DataAsync()
    {
        if (from is null || to is null)
        {
            await SayAsync("503 5.5.1 RCPT first");
            return;
        }
        if (!await AnswerAsync(SmtpStep.Data, "354 end with a dot"))
        {
            return;
        }
        await AnswerAsync(SmtpStep.BeforeDot, null);
        var raw = await ReadContentAsync();
        var mail = new ReceivedMail(number, from, to, raw, Encrypted, user);
        var answer = server.Script.Next(SmtpStep.AfterDot, Moment);
        if (answer is null or SmtpAnswer.Cut or SmtpAnswer.Stall)
        {
            server.Keep(mail);
        }
        (from, to) = (null, null);
        await GiveAsync(answer ?? new SmtpAnswer.Say("250 2.0.0 kept"));
    }

    private async Task<byte[]> ReadContentAsync()
    {
        using var content = new MemoryStream();
        while (true)
        {
            var line = await ReadRawLineAsync() ?? throw new EndOfConversation();
            if (line is [(byte)'.', (byte)'\r', (byte)'\n'])
            {
                return content.ToArray();
            }
            content.Write(line[0] == '.' ? line.AsSpan(1) : line);
        }
    }

    /// <summary>Gives the scripted answer where there is one. True where the answer given was a positive one.</summary>
    private async Task<bool> AnswerAsync(SmtpStep step, string? ordinary)
    {
        var scripted = server.Script.Next(step, Moment);
        if (scripted is not null)
        {
            await GiveAsync(scripted);
            return scripted is SmtpAnswer.Say { Text: var text } ? text[0] is '2' or '3' : scripted is SmtpAnswer.Raw;
        }
        if (ordinary is null)
        {
            return true;
        }
        await SayAsync(ordinary);
        return ordinary[0] is '2' or '3';
    }

    private async Task GiveAsync(SmtpAnswer answer)
    {
        switch (answer)
        {
            case SmtpAnswer.Say say:
                await SayAsync(say.Text);
                return;
            case SmtpAnswer.Raw raw:
                await stream.WriteAsync(raw.Bytes);
                await stream.FlushAsync();
                return;
            case SmtpAnswer.SayAndCut last:
                await SayAsync(last.Text);
                throw new EndOfConversation();
            case SmtpAnswer.Stall:
                await Task.Delay(Timeout.Infinite, connection.ConnectionClosed);
                return;
            default:
                connection.Abort();
                throw new EndOfConversation();
        }
    }

    private async Task SayAsync(string text)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal) + "\r\n"));
        await stream.FlushAsync();
    }

    private async Task EncryptAsync()
    {
        var encrypted = new SslStream(stream, leaveInnerStreamOpen: false);
        await encrypted.AuthenticateAsServerAsync(server.Certificate);
        stream = encrypted;
        (start, end) = (0, 0);
    }

    private async Task<string?> ReadLineAsync() =>
        await ReadRawLineAsync() is { } line ? Encoding.UTF8.GetString(line).TrimEnd('\r', '\n') : null;

    private async Task<byte[]?> ReadRawLineAsync()
    {
        using var longLine = new MemoryStream();
        while (true)
        {
            var found = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            if (found >= 0)
            {
                longLine.Write(buffer, start, found + 1 - start);
                start = found + 1;
                return longLine.ToArray();
            }
            longLine.Write(buffer, start, end - start);
            start = 0;
            end = await stream.ReadAsync(buffer);
            if (end == 0)
            {
                return null;
            }
        }
    }

    private static string Address(string line)
    {
        var open = line.IndexOf('<', StringComparison.Ordinal);
        var close = line.IndexOf('>', StringComparison.Ordinal);
        return open >= 0 && close > open ? line[(open + 1)..close] : "";
    }

    private static string Decoded(string? base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64 ?? ""));

    private sealed class EndOfConversation : Exception;
}
