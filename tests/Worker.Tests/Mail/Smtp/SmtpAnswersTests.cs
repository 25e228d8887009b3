using System.Text;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Smtp;

namespace PartnerGraph.Worker.Tests.Mail.Smtp;

/// <summary>Every class of answer at every step, with and without pipelining.</summary>
public sealed class SmtpAnswersTests
{
    [Theory]
    [InlineData(SmtpStep.Banner, "421 4.3.2 too busy")]
    [InlineData(SmtpStep.Banner, "554 5.7.1 not you")]
    [InlineData(SmtpStep.Ehlo, "421 4.3.2 too busy")]
    [InlineData(SmtpStep.Ehlo, "550 5.7.1 not you")]
    [InlineData(SmtpStep.MailFrom, "421 4.3.2 too busy")]
    [InlineData(SmtpStep.MailFrom, "451 4.3.0 later")]
    [InlineData(SmtpStep.MailFrom, "550 5.7.1 not this sender")]
    [InlineData(SmtpStep.RcptTo, "421 4.3.2 too busy")]
    [InlineData(SmtpStep.RcptTo, "450 4.2.1 greylisted")]
    [InlineData(SmtpStep.RcptTo, "452 4.2.2 mailbox full")]
    [InlineData(SmtpStep.RcptTo, "530 5.7.0 sign in first")]
    [InlineData(SmtpStep.Data, "451 4.3.0 later")]
    [InlineData(SmtpStep.AfterDot, "421 4.3.2 too busy")]
    [InlineData(SmtpStep.AfterDot, "451 4.3.0 later")]
    public async Task Refusal_for_now_defers_and_the_next_attempt_goes_through(SmtpStep step, string answer)
    {
        foreach (var pipelining in new[] { true, false })
        {
            await using var server = await StartAsync(pipelining);
            await using var transport = SmtpTransportTests.Transport(server);
            server.Script.Say(step, answer);

            var outcome = await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary);

            outcome.ShouldBeOfType<MailOutcome.Deferred>().Reason.ShouldContain(answer);
            server.Mails.ShouldBeEmpty();
            (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        }
    }

    [Theory]
    [InlineData(SmtpStep.RcptTo, "550 5.1.1 no such user")]
    [InlineData(SmtpStep.RcptTo, "551 5.1.6 moved away")]
    [InlineData(SmtpStep.RcptTo, "553 5.1.3 bad address")]
    [InlineData(SmtpStep.Data, "554 5.7.1 no")]
    [InlineData(SmtpStep.AfterDot, "554 5.6.0 looks like spam")]
    [InlineData(SmtpStep.AfterDot, "552 5.3.4 too large")]
    public async Task Refusal_for_good_bounces_and_the_connection_goes_on(SmtpStep step, string answer)
    {
        foreach (var pipelining in new[] { true, false })
        {
            await using var server = await StartAsync(pipelining);
            await using var transport = SmtpTransportTests.Transport(server);
            server.Script.Say(step, answer);

            var outcome = await SmtpTransportTests.SendAsync(transport, SmtpTransportTests.Numbered(1));

            outcome.ShouldBeOfType<MailOutcome.Bounced>().Reason.ShouldContain(answer);
            (
                await SmtpTransportTests.SendAsync(transport, SmtpTransportTests.Numbered(2))
            ).ShouldBeOfType<MailOutcome.Sent>();
            server.Mails.ShouldHaveSingleItem().Subject.ShouldBe("Mail 2");
            server.Connections.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(SmtpStep.Banner)]
    [InlineData(SmtpStep.Ehlo)]
    [InlineData(SmtpStep.MailFrom)]
    [InlineData(SmtpStep.RcptTo)]
    [InlineData(SmtpStep.Data)]
    public async Task Cut_before_the_content_defers(SmtpStep step)
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = SmtpTransportTests.Transport(server);
        server.Script.Cut(step);

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Deferred>();
        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Cut_within_the_content_defers_or_is_unknown_but_never_sent()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = SmtpTransportTests.Transport(server);
        server.Script.Cut(SmtpStep.BeforeDot);
        var large = SampleMail.Ordinary with { Text = new string('x', 4_000_000) };

        var outcome = await SmtpTransportTests.SendAsync(transport, large);

        outcome.ShouldNotBeOfType<MailOutcome.Sent>();
        outcome.ShouldNotBeOfType<MailOutcome.Bounced>();
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cut_after_the_dot_is_unknown_and_the_retry_carries_the_same_message_id()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = SmtpTransportTests.Transport(server);
        server.Script.Cut(SmtpStep.AfterDot);

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Unknown>();
        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();

        server.Mails.Count.ShouldBe(2);
        server.Mails.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(1);
        server.Mails[0].Raw.ShouldBe(server.Mails[1].Raw);
    }

    [Theory]
    [InlineData(SmtpStep.Banner, false)]
    [InlineData(SmtpStep.Ehlo, false)]
    [InlineData(SmtpStep.MailFrom, false)]
    [InlineData(SmtpStep.RcptTo, false)]
    [InlineData(SmtpStep.Data, false)]
    [InlineData(SmtpStep.AfterDot, true)]
    public async Task Stall_ends_after_the_timeout(SmtpStep step, bool unknown)
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = SmtpTransportTests.Transport(server, Impatient);
        server.Script.Stall(step);

        var outcome = await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary);

        if (unknown)
            outcome.ShouldBeOfType<MailOutcome.Unknown>().Reason.ShouldBe("The mail server did not answer in time.");
        else
            outcome.ShouldBeOfType<MailOutcome.Deferred>().Reason.ShouldBe("The mail server did not answer in time.");
    }

    [Fact]
    public async Task One_stuck_connection_does_not_hold_up_the_others()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = SmtpTransportTests.Transport(server);
        server.Script.At(SmtpStep.RcptTo, new SmtpAnswer.Stall(), when: moment => moment.To == "stuck@contoso.example");
        using var stop = new CancellationTokenSource();
        var stuck = SmtpTransportTests.Numbered(0) with { To = SampleMail.Box("stuck@contoso.example") };
        var held = transport.SendAsync(stuck, stop.Token);

        var others = await Task.WhenAll(
            Enumerable
                .Range(1, 30)
                .Select(at => SmtpTransportTests.SendAsync(transport, SmtpTransportTests.Numbered(at)))
        );

        others.ShouldAllBe(outcome => outcome is MailOutcome.Sent);
        held.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => held);
    }

    public static TheoryData<string> Garbage =>
        [
            "HTTP/1.1 400 Bad Request\r\n",
            "220\r\n220",
            "2x0 hm\r\n",
            "999 what\r\n",
            "220+plus\r\n",
            "220-one\r\n250 other\r\n",
            "\r\n",
            new string('x', 100_000),
            "220 " + new string('x', 100_000) + "\r\n",
            string.Concat(Enumerable.Repeat("220-again\r\n", 5000)),
        ];

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task What_is_not_smtp_defers_in_bounded_memory(string garbage)
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = SmtpTransportTests.Transport(server, Impatient);
        server.Script.At(SmtpStep.Banner, new SmtpAnswer.Raw(Encoding.ASCII.GetBytes(garbage)));

        var outcome = await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary);

        outcome.ShouldBeOfType<MailOutcome.Deferred>();
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Recipient_that_the_server_repeats_stays_out_of_the_reason()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = SmtpTransportTests.Transport(server);
        server.Script.Say(
            SmtpStep.RcptTo,
            "550-5.1.1 <anna@contoso.example>: unknown\n550 5.1.1 see \u001b[31m" + new string('y', 500)
        );

        var reason = (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Bounced>()
            .Reason;

        reason.ShouldNotContain("anna");
        reason.ShouldContain("550 5.1.1 (address) unknown");
        reason.ShouldNotContain("\u001b");
        reason.Length.ShouldBeLessThan(300);
    }

    private static SmtpOptions Impatient(SmtpOptions options) =>
        options with
        {
            Timeouts = SmtpTransportTests.Within(TimeSpan.FromMilliseconds(300)),
        };

    private static Task<SmtpTestServer> StartAsync(bool pipelining) =>
        SmtpTestServer.StartAsync(pipelining ? null : new SmtpTestServerOptions { Extensions = ["SIZE 10485760"] });
}
