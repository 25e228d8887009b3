using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Smtp;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Mail.Smtp;

/// <summary>What is asked of a server only where it offers it: TLS by the lenient policy, and delivery reports.</summary>
public sealed class SmtpWishesTests
{
    [Fact]
    public async Task Offered_tls_is_taken_by_the_lenient_policy_too()
    {
        await using var server = await SmtpTestServer.StartAsync(new() { OfferStartTls = true });
        using var log = new LogLines();
        await using var transport = Lenient(server, log);

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        server.Mails.ShouldHaveSingleItem().Encrypted.ShouldBeTrue();
        log.All.ShouldNotContain("plain text");
    }

    [Fact]
    public async Task Stripped_starttls_goes_on_in_plain_text_and_is_noted_once_a_connection()
    {
        await using var server = await SmtpTestServer.StartAsync();
        using var log = new LogLines();
        await using var transport = Lenient(server, log);

        for (var at = 0; at < 3; at++)
            (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();

        server.Mails.ShouldAllBe(mail => !mail.Encrypted);
        log.All.Split('\n').Count(line => line.Contains("plain text", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Refused_starttls_goes_on_in_plain_text()
    {
        await using var server = await SmtpTestServer.StartAsync(new() { OfferStartTls = true });
        using var log = new LogLines();
        await using var transport = Lenient(server, log);
        server.Script.Say(SmtpStep.StartTls, "454 4.7.0 not now");

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        log.All.ShouldContain("plain text");
    }

    [Fact]
    public async Task Wrong_certificate_is_no_reason_to_go_on_in_plain_text()
    {
        await using var server = await SmtpTestServer.StartAsync(new() { OfferStartTls = true });
        await using var transport = SmtpTransportTests.Transport(
            server,
            options => options with { Security = SmtpSecurity.StartTlsIfOffered }
        );

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Deferred>();
        server.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(DeliveryReports.Failure, true, " RET=HDRS ENVID=a+2Bb+3D@partners.example", " NOTIFY=FAILURE")]
    [InlineData(
        DeliveryReports.FailureAndDelay,
        false,
        " RET=HDRS ENVID=a+2Bb+3D@partners.example",
        " NOTIFY=FAILURE,DELAY"
    )]
    [InlineData(DeliveryReports.Never, true, "", "")]
    public async Task Reports_are_asked_for_where_they_are_offered(
        DeliveryReports reports,
        bool pipelining,
        string ofMail,
        string ofRecipient
    )
    {
        await using var server = await SmtpTestServer.StartAsync(
            new() { Extensions = pipelining ? ["PIPELINING", "DSN"] : ["DSN"] }
        );
        await using var transport = SmtpTransportTests.Transport(server, options => options with { Reports = reports });

        var mail = SampleMail.Ordinary with { MessageId = "a+b=@partners.example" };
        (await SmtpTransportTests.SendAsync(transport, mail)).ShouldBeOfType<MailOutcome.Sent>();
        server.Commands.ShouldContain(command => command.Line == $"MAIL FROM:<no-reply@partners.example>{ofMail}");
        server.Commands.ShouldContain(command => command.Line == $"RCPT TO:<anna@contoso.example>{ofRecipient}");
    }

    [Fact]
    public async Task Reports_are_not_asked_of_a_server_that_does_not_offer_them()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = SmtpTransportTests.Transport(server);

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        server.Commands.ShouldNotContain(command => command.Line.Contains("ENVID") || command.Line.Contains("NOTIFY"));
    }

    private static SmtpTransport Lenient(SmtpTestServer server, LogLines log) =>
        new(
            SmtpTransportTests.Options(server.Port) with
            {
                Security = SmtpSecurity.StartTlsIfOffered,
                TrustedAuthoritiesPem = server.CertificatePem,
            },
            TimeProvider.System,
            log: log.For<SmtpTransport>()
        );
}
