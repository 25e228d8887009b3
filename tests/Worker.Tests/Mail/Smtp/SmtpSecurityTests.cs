using System.Text;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Smtp;

namespace PartnerGraph.Worker.Tests.Mail.Smtp;

public sealed class SmtpSecurityTests
{
    private const string Secret = "correct horse пароль";

    [Theory]
    [InlineData(SmtpSecurity.StartTls, "127.0.0.1")]
    [InlineData(SmtpSecurity.StartTls, "localhost")]
    [InlineData(SmtpSecurity.Tls, "127.0.0.1")]
    [InlineData(SmtpSecurity.Tls, "localhost")]
    public async Task Mail_is_encrypted_where_the_certificate_is_trusted(SmtpSecurity security, string host)
    {
        await using var server = await StartAsync(security);
        await using var transport = Transport(server, security, host);

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        server.Mails.ShouldHaveSingleItem().Encrypted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(SmtpSecurity.StartTls)]
    [InlineData(SmtpSecurity.Tls)]
    public async Task Unknown_certificate_gets_no_mail_and_no_password(SmtpSecurity security)
    {
        await using var server = await StartAsync(security, user: "worker");
        await using var transport = SmtpTransportTests.Transport(
            server,
            options => options with { Security = security, User = "worker", Password = Secret }
        );

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason.ShouldBe("The mail server's certificate was not accepted.");
        server.Commands.ShouldNotContain(command => command.Line.StartsWith("AUTH") || command.Line.StartsWith("MAIL"));
    }

    [Fact]
    public async Task Certificate_of_another_host_gets_no_mail()
    {
        await using var server = await StartAsync(SmtpSecurity.Tls);
        await using var other = await StartAsync(SmtpSecurity.Tls);
        await using var transport = SmtpTransportTests.Transport(
            server,
            options => options with { Security = SmtpSecurity.Tls, TrustedAuthoritiesPem = other.CertificatePem }
        );

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Deferred>();
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Certificate_with_another_name_gets_no_mail()
    {
        await using var server = await StartAsync(SmtpSecurity.Tls);
        // 127.0.0.2 reaches nobody here; the loopback's other spelling does, and is not in the certificate.
        await using var transport = Transport(server, SmtpSecurity.Tls, "::ffff:127.0.0.1");

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Deferred>();
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Server_without_starttls_gets_no_mail_where_it_is_required()
    {
        await using var server = await SmtpTestServer.StartAsync();
        await using var transport = Transport(server, SmtpSecurity.StartTls);

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason.ShouldBe("The mail server does not offer STARTTLS, which the settings require.");
    }

    [Fact]
    public async Task Refused_starttls_gets_no_mail()
    {
        await using var server = await StartAsync(SmtpSecurity.StartTls);
        await using var transport = Transport(server, SmtpSecurity.StartTls);
        server.Script.Say(SmtpStep.StartTls, "454 4.7.0 not now");

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Deferred>();
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Plain_text_slipped_in_behind_starttls_ends_the_connection()
    {
        await using var server = await StartAsync(SmtpSecurity.StartTls);
        await using var transport = Transport(server, SmtpSecurity.StartTls);
        var slipped = Encoding.ASCII.GetBytes("220 go ahead\r\n250-evil\r\n250 AUTH PLAIN\r\n");
        server.Script.At(SmtpStep.StartTls, new SmtpAnswer.Raw(slipped));

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason.ShouldBe("The mail server sent plain text behind its answer to STARTTLS.");
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("LOGIN PLAIN CRAM-MD5")]
    public async Task Signs_in_with_what_the_server_offers(string mechanisms)
    {
        await using var server = await StartAsync(SmtpSecurity.StartTls, "worker", mechanisms);
        await using var transport = Transport(server, SmtpSecurity.StartTls, user: "worker");

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        server.Mails.ShouldHaveSingleItem().User.ShouldBe("worker");
    }

    [Fact]
    public async Task Server_that_offers_no_mechanism_of_ours_defers()
    {
        await using var server = await StartAsync(SmtpSecurity.Tls, "worker", "CRAM-MD5");
        await using var transport = Transport(server, SmtpSecurity.Tls, user: "worker");

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason.ShouldBe("The mail server offers neither AUTH PLAIN nor AUTH LOGIN.");
    }

    [Fact]
    public async Task Wrong_password_defers_and_is_named_nowhere()
    {
        await using var server = await StartAsync(SmtpSecurity.Tls, "worker");
        await using var transport = Transport(server, SmtpSecurity.Tls, user: "worker", password: "wrong-one");

        var reason = (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason;
        reason.ShouldContain("535 5.7.8");
        reason.ShouldNotContain("wrong-one");
    }

    [Fact]
    public async Task Password_crosses_the_loopback_unencrypted()
    {
        await using var server = await StartAsync(SmtpSecurity.None, "worker");
        await using var transport = Transport(server, SmtpSecurity.None, user: "worker");

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
    }

    [Fact]
    public async Task Password_never_crosses_the_network_unencrypted()
    {
        // The same server under a name that is not one of the loopback's own.
        await using var server = await StartAsync(SmtpSecurity.None, "worker");
        var name = System.Net.Dns.GetHostName();
        var reachable = (await System.Net.Dns.GetHostAddressesAsync(name)).Any(System.Net.IPAddress.IsLoopback);
        await using var transport = Transport(server, SmtpSecurity.None, reachable ? name : "0.0.0.0", "worker");

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason.ShouldBe("The password is not sent over a connection without encryption.");
        server.Commands.ShouldNotContain(command => command.Line.StartsWith("AUTH"));
    }

    [Fact]
    public void Options_do_not_print_the_password() =>
        (SmtpTransportTests.Options(25) with { User = "worker", Password = Secret })
            .ToString()
            .ShouldNotContain("horse");

    private static Task<SmtpTestServer> StartAsync(
        SmtpSecurity security,
        string? user = null,
        string mechanisms = "PLAIN LOGIN"
    ) =>
        SmtpTestServer.StartAsync(
            new SmtpTestServerOptions
            {
                ImplicitTls = security == SmtpSecurity.Tls,
                OfferStartTls = security == SmtpSecurity.StartTls,
                User = user,
                Password = Secret,
                AuthMechanisms = mechanisms,
            }
        );

    private static SmtpTransport Transport(
        SmtpTestServer server,
        SmtpSecurity security,
        string host = "127.0.0.1",
        string? user = null,
        string password = Secret
    ) =>
        SmtpTransportTests.Transport(
            server,
            options =>
                options with
                {
                    Host = host,
                    Security = security,
                    User = user,
                    Password = user is null ? null : password,
                    TrustedAuthoritiesPem = server.CertificatePem,
                }
        );
}
