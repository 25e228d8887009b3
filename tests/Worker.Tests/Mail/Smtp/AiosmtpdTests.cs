using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Smtp;
using PartnerGraph.Worker.Tests.Python;

namespace PartnerGraph.Worker.Tests.Mail.Smtp;

/// <summary>Against a mail server that is not ours.</summary>
public sealed class AiosmtpdTests
{
    private const string Script = """
        import asyncio, base64, json, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult
        class Keep:
            async def handle_DATA(self, server, session, envelope):
                print(json.dumps(dict(From=envelope.mail_from, To=envelope.rcpt_tos[0], Tls=session.ssl is not None,
                    SignedIn=bool(session.authenticated), Content=base64.b64encode(envelope.content).decode())), flush=True)
                return '250 OK'
        def check(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login, data.password) == (b'worker', 'пароль'.encode()))
        async def main():
            tls = None
            if len(sys.argv) > 1:
                tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                tls.load_cert_chain(sys.argv[1])
            loop = asyncio.get_running_loop()
            server = await loop.create_server(lambda: SMTP(Keep(), enable_SMTPUTF8=True, tls_context=tls,
                require_starttls=tls is not None, authenticator=check, auth_required=tls is not None), '127.0.0.1', 0)
            print(server.sockets[0].getsockname()[1], flush=True)
            await server.serve_forever()
        asyncio.run(main())
        """;

    private sealed record Kept(string From, string To, bool Tls, bool SignedIn, string Content);

    [Fact]
    public async Task Takes_our_mails_one_after_the_other()
    {
        await using var python = PythonProgram.Start("aiosmtpd", Script);
        await using var transport = new SmtpTransport(
            SmtpTransportTests.Options(await PortAsync(python)),
            TimeProvider.System
        );
        var mail = SampleMail.Ordinary with { Subject = "Подтвердите адрес", Text = ".\n..\nпривет" };

        for (var at = 0; at < 20; at++)
        {
            (await SmtpTransportTests.SendAsync(transport, mail)).ShouldBeOfType<MailOutcome.Sent>();
            var kept = await NextAsync(python);
            kept.To.ShouldBe("anna@contoso.example");
            var read = MimeReading.Of(Convert.FromBase64String(kept.Content));
            read.Header("Subject").ShouldBe("Подтвердите адрес");
            read.Body("text/plain").ShouldBe(".\r\n..\r\nпривет\r\n");
        }
    }

    [Fact]
    public async Task Takes_an_address_beyond_ascii()
    {
        await using var python = PythonProgram.Start("aiosmtpd", Script);
        await using var transport = new SmtpTransport(
            SmtpTransportTests.Options(await PortAsync(python)),
            TimeProvider.System
        );
        var mail = SampleMail.Ordinary with { To = SampleMail.Box("анна@пример.рф", "Анна") };

        (await SmtpTransportTests.SendAsync(transport, mail)).ShouldBeOfType<MailOutcome.Sent>();
        (await NextAsync(python)).To.ShouldBe("анна@xn--e1afmkfd.xn--p1ai");
    }

    [Fact]
    public async Task Takes_our_starttls_and_sign_in()
    {
        await using var certificate = await SmtpTestServer.StartAsync();
        var file = Path.GetTempFileName();
        try
        {
            var key = certificate.Certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
            await File.WriteAllTextAsync(file, certificate.CertificatePem + "\n" + key);
            await using var python = PythonProgram.Start("aiosmtpd", Script, file);
            await using var transport = new SmtpTransport(
                SmtpTransportTests.Options(await PortAsync(python)) with
                {
                    Security = SmtpSecurity.StartTls,
                    TrustedAuthoritiesPem = certificate.CertificatePem,
                    User = "worker",
                    Password = "пароль",
                },
                TimeProvider.System
            );

            (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
            var kept = await NextAsync(python);
            kept.Tls.ShouldBeTrue();
            kept.SignedIn.ShouldBeTrue();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<int> PortAsync(PythonProgram python) =>
        JsonSerializer.Deserialize<int>(await LineAsync(python));

    private static async Task<Kept> NextAsync(PythonProgram python) =>
        JsonSerializer.Deserialize<Kept>(await LineAsync(python))!;

    private static async Task<string> LineAsync(PythonProgram python) =>
        await python.Output.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20))
        ?? throw new InvalidOperationException("Python gave up.");
}
