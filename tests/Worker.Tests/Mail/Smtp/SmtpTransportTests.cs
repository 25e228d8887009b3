using System.Text;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Smtp;

namespace PartnerGraph.Worker.Tests.Mail.Smtp;

public sealed class SmtpTransportTests
{
    private static readonly string[] NoPipelining = ["SIZE 10485760", "8BITMIME", "SMTPUTF8"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Mail_arrives_with_its_envelope_and_content(bool pipelining)
    {
        await using var server = await StartAsync(pipelining);
        await using var transport = Transport(server);

        (await SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();

        var mail = server.Mails.ShouldHaveSingleItem();
        mail.EnvelopeFrom.ShouldBe("no-reply@partners.example");
        mail.EnvelopeTo.ShouldBe("anna@contoso.example");
        mail.Subject.ShouldBe("Please confirm your address");
        mail.MessageId.ShouldBe("<019aab3c5d7e7f00a1b2c3d4e5f60718@partners.example>");
        mail.Links.ShouldBe([new Uri("https://partners.example/verify/abc")]);
    }

    [Fact]
    public async Task Hundred_mails_share_one_connection()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = Transport(server);

        for (var at = 0; at < 100; at++)
            (await SendAsync(transport, Numbered(at))).ShouldBeOfType<MailOutcome.Sent>();

        server.Connections.ShouldBe(1);
        server.Mails.Select(mail => mail.Subject).ShouldBe(Enumerable.Range(0, 100).Select(at => $"Mail {at}"));
    }

    [Fact]
    public async Task Never_more_connections_than_allowed()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = Transport(server, options => options with { MaxConnections = 3 });

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(at => SendAsync(transport, Numbered(at))));

        outcomes.ShouldAllBe(outcome => outcome is MailOutcome.Sent);
        server.Mails.Count.ShouldBe(60);
        server.Connections.ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task Old_server_that_knows_only_helo_gets_its_mail()
    {
        await using var server = await SmtpTestServer.StartAsync(new() { KnowsEhlo = false });
        await using var transport = Transport(server);

        (await SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        server
            .Commands.Select(command => command.Line.Split(' ')[0])
            .ShouldBe(["EHLO", "HELO", "MAIL", "RCPT", "DATA"]);
        server.Commands.ShouldContain(command => command.Line == "MAIL FROM:<no-reply@partners.example>");
    }

    [Fact]
    public async Task Size_is_told_and_a_mail_beyond_it_is_not_tried()
    {
        await using var server = await SmtpTestServer.StartAsync(new() { Extensions = ["SIZE 2000"] });
        await using var transport = Transport(server);

        (await SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        server.Commands.ShouldContain(command => command.Line.Contains(" SIZE="));
        var large = SampleMail.Ordinary with { Text = new string('x', 5000) };
        (await SendAsync(transport, large)).ShouldBeOfType<MailOutcome.Bounced>().Reason.ShouldContain("takes 2000");
        server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Local_part_beyond_ascii_needs_a_server_that_says_smtputf8()
    {
        var mail = SampleMail.Ordinary with { To = SampleMail.Box("анна@пример.рф", "Анна") };
        await using var modern = await SmtpTestServer.StartAsync();
        await using var old = await SmtpTestServer.StartAsync(new() { Extensions = ["8BITMIME"] });
        await using var toModern = Transport(modern);
        await using var toOld = Transport(old);

        (await SendAsync(toModern, mail)).ShouldBeOfType<MailOutcome.Sent>();
        modern.Mails.ShouldHaveSingleItem().EnvelopeTo.ShouldBe("анна@xn--e1afmkfd.xn--p1ai");
        (await SendAsync(toOld, mail)).ShouldBeOfType<MailOutcome.Bounced>().Reason.ShouldContain("SMTPUTF8");
        old.Commands.ShouldNotContain(command => command.Line.StartsWith("MAIL"));
    }

    [Fact]
    public void Lines_that_begin_with_a_dot_get_a_second_one() =>
        Encoding
            .ASCII.GetString(DotStuffing.Apply(".\r\na.b\r\n..\r\n.x"u8.ToArray()).Span)
            .ShouldBe("..\r\na.b\r\n...\r\n..x");

    [Fact]
    public async Task Idle_connection_that_the_server_closed_is_replaced_unnoticed()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = Transport(server);
        (await SendAsync(transport, Numbered(1))).ShouldBeOfType<MailOutcome.Sent>();
        server.Script.At(SmtpStep.MailFrom, new SmtpAnswer.SayAndCut("421 4.4.2 you were silent for too long"));

        (await SendAsync(transport, Numbered(2))).ShouldBeOfType<MailOutcome.Sent>();

        server.Connections.ShouldBe(2);
        server.Mails.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_listening_defers_the_mail()
    {
        await using var server = await SmtpTestServer.StartAsync();
        var port = server.Port;
        await server.DisposeAsync();
        await using var transport = new SmtpTransport(Options(port), TimeProvider.System);

        (await SendAsync(transport, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason.ShouldBe("The mail server could not be reached (ConnectionRefused).");
    }

    [Fact]
    public async Task Stop_before_the_content_gives_the_mail_back()
    {
        await using var server = await SmtpTestServer.StartAsync();
        server.Script.Stall(SmtpStep.RcptTo);
        await using var transport = Transport(server);
        using var stop = new CancellationTokenSource(200);

        await Should.ThrowAsync<OperationCanceledException>(() => transport.SendAsync(SampleMail.Ordinary, stop.Token));
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stop_after_the_content_has_begun_waits_for_the_mail()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var stop = new CancellationTokenSource();
        server.Script.Say(SmtpStep.AfterDot, "250 2.0.0 kept", when: _ => Stopped(stop));
        await using var transport = Transport(server);

        (await transport.SendAsync(SampleMail.Ordinary, stop.Token)).ShouldBeOfType<MailOutcome.Sent>();
        stop.IsCancellationRequested.ShouldBeTrue();
    }

    private static bool Stopped(CancellationTokenSource stop)
    {
        stop.Cancel();
        return true;
    }

    internal static MailMessage Numbered(int at) =>
        SampleMail.Ordinary with
        {
            MessageId = $"{at}@partners.example",
            Subject = $"Mail {at}",
        };

    internal static Task<MailOutcome> SendAsync(SmtpTransport transport, MailMessage mail) =>
        transport.SendAsync(mail, CancellationToken.None);

    internal static SmtpTransport Transport(SmtpTestServer server, Func<SmtpOptions, SmtpOptions>? change = null) =>
        new((change ?? (same => same))(Options(server.Port)), TimeProvider.System);

    internal static SmtpTimeouts Within(TimeSpan each) =>
        new()
        {
            Connect = each,
            Greeting = each,
            Command = each,
            Data = each,
            Block = each,
            FinalDot = each,
        };

    internal static SmtpOptions Options(int port) =>
        new()
        {
            Host = "127.0.0.1",
            Port = port,
            Security = SmtpSecurity.None,
            ClientName = "worker.example",
        };

    private static Task<SmtpTestServer> StartAsync(bool pipelining) =>
        SmtpTestServer.StartAsync(pipelining ? null : new SmtpTestServerOptions { Extensions = NoPipelining });
}
