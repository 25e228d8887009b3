using Microsoft.Extensions.Configuration;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Smtp;

namespace PartnerGraph.Worker.Tests.Mail;

public sealed class MailOptionsTests
{
    [Fact]
    public void Without_settings_mails_go_into_a_folder()
    {
        var options = Read();
        options.Smtp.ShouldBeNull();
        options.Folder.ShouldBe(Path.GetFullPath(Path.Combine("data", "mail")));
        options.From.Address.ShouldBe("no-reply@partnergraph.example");
    }

    [Theory]
    [InlineData("None", SmtpSecurity.None, 25)]
    [InlineData("StartTls", SmtpSecurity.StartTls, 587)]
    [InlineData("starttls", SmtpSecurity.StartTls, 587)]
    [InlineData("Tls", SmtpSecurity.Tls, 465)]
    public void Each_security_has_its_usual_port(string security, SmtpSecurity expected, int port)
    {
        var smtp = Read(("Transport", "Smtp"), ("Smtp:Host", "mail.example"), ("Smtp:Security", security))
            .Smtp.ShouldNotBeNull();
        smtp.Security.ShouldBe(expected);
        smtp.Port.ShouldBe(port);
        smtp.ClientName.ShouldBe("partnergraph.example");
    }

    [Fact]
    public void Each_mistake_is_told_in_a_sentence_of_its_own()
    {
        var mistakes = Should
            .Throw<MailOptionsException>(() =>
                Read(
                    ("Transport", "Smtp"),
                    ("From", "not an address"),
                    ("Smtp:Host", ""),
                    ("Smtp:Port", "70000"),
                    ("Smtp:Security", "Maybe"),
                    ("Smtp:User", "worker"),
                    ("Smtp:TrustedAuthorities", "no-such-file.pem")
                )
            )
            .Mistakes;

        mistakes.ShouldBe([
            "Mail__From must be a mail address, as \"PartnerGraph <no-reply@example.com>\".",
            "Mail__Smtp__Host must name the mail server, since Mail__Transport is Smtp.",
            "Mail__Smtp__Security must be one of None, StartTlsIfOffered, StartTls, Tls, and \"Maybe\" is not.",
            "Mail__Smtp__Port must be a number from 1 to 65535, and \"70000\" is not.",
            "Mail__Smtp__TrustedAuthorities must be a file of certificates in PEM form, and \"no-such-file.pem\" is not.",
            "Mail__Smtp__User and Mail__Smtp__Password must be set together or not at all.",
        ]);
    }

    [Theory]
    [InlineData("mail.example", false)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    public void Password_in_plain_text_is_for_the_same_machine_alone(string host, bool allowed)
    {
        Func<MailOptions> read = () =>
            Read(
                ("Transport", "Smtp"),
                ("Smtp:Host", host),
                ("Smtp:Security", "None"),
                ("Smtp:User", "worker"),
                ("Smtp:Password", "s3cret")
            );
        if (allowed)
            read().Smtp!.Password.ShouldBe("s3cret");
        else
            read.ShouldThrow<MailOptionsException>().Message.ShouldNotContain("s3cret");
    }

    [Fact]
    public void Every_setting_of_smtp_is_read()
    {
        var smtp = Read(
            ("Transport", "Smtp"),
            ("Smtp:Host", "mail.example"),
            ("Smtp:User", "worker"),
            ("Smtp:TokenCommand", "get-token --for \"the mail\""),
            ("Smtp:DeliveryReports", "FailureAndDelay"),
            ("Smtp:Connections", "9"),
            ("Smtp:Timeouts:Command", "7"),
            ("Smtp:Timeouts:FinalDot", "70")
        )
            .Smtp.ShouldNotBeNull();
        smtp.Tokens.ShouldNotBeNull();
        smtp.Reports.ShouldBe(DeliveryReports.FailureAndDelay);
        smtp.MaxConnections.ShouldBe(9);
        smtp.Timeouts.Command.ShouldBe(TimeSpan.FromSeconds(7));
        smtp.Timeouts.FinalDot.ShouldBe(TimeSpan.FromSeconds(70));
        smtp.Timeouts.Data.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Theory]
    [InlineData(
        "Token",
        "ya29.SECRET",
        "TokenFile",
        "x",
        "Mail__Smtp__Token and Mail__Smtp__TokenFile are two sources of one token: keep one."
    )]
    [InlineData(
        "Token",
        "ya29.SECRET",
        "Password",
        "SECRET",
        "Mail__Smtp__Password must not be set beside a token: the mail server is signed in to by one of them."
    )]
    [InlineData(
        "TokenFile",
        "no-such-file",
        "User",
        "worker",
        "Mail__Smtp__TokenFile must be a file, and \"no-such-file\" is not."
    )]
    [InlineData(
        "Connections",
        "0",
        "Connections",
        "0",
        "Mail__Smtp__Connections must be a number from 1 to 64, and \"0\" is not."
    )]
    [InlineData(
        "Timeouts:Data",
        "soon",
        "Timeouts:Data",
        "soon",
        "Mail__Smtp__Timeouts__Data must be a number from 1 to 3600, and \"soon\" is not."
    )]
    [InlineData(
        "DeliveryReports",
        "Always",
        "DeliveryReports",
        "Always",
        "Mail__Smtp__DeliveryReports must be one of Never, Failure, FailureAndDelay, and \"Always\" is not."
    )]
    public void Mistakes_about_smtp_are_told(
        string name,
        string value,
        string other,
        string otherValue,
        string sentence
    )
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Transport"] = "Smtp",
            ["Smtp:Host"] = "mail.example",
            [$"Smtp:{name}"] = value,
            [$"Smtp:{other}"] = otherValue,
        };
        var wrong = Should.Throw<MailOptionsException>(() => Read([.. settings.Select(one => (one.Key, one.Value))]));
        wrong.Mistakes.ShouldContain(sentence);
        wrong.Message.ShouldNotContain("SECRET");
    }

    [Fact]
    public void Token_in_plain_text_is_for_the_same_machine_alone() =>
        Should
            .Throw<MailOptionsException>(() =>
                Read(
                    ("Transport", "Smtp"),
                    ("Smtp:Host", "mail.example"),
                    ("Smtp:Security", "StartTlsIfOffered"),
                    ("Smtp:User", "worker"),
                    ("Smtp:Token", "ya29.SECRET")
                )
            )
            .Message.ShouldBe(
                "Mail__Smtp__Security is StartTlsIfOffered, so the token would cross the network unencrypted: choose StartTls or Tls, or say Mail__Smtp__AllowPlainTextPassword=true."
            );

    [Fact]
    public void Key_for_signatures_is_read_from_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            using var key = System.Security.Cryptography.RSA.Create(2048);
            File.WriteAllText(file, key.ExportRSAPrivateKeyPem());
            (string, string)[] settings =
            [
                ("From", "no-reply@mail.partners.example"),
                ("Dkim:Selector", "worker1"),
                ("Dkim:KeyFile", file),
            ];
            Read(settings).Dkim!.ToString().ShouldBe("DKIM worker1._domainkey.mail.partners.example");
            Read([.. settings, ("Dkim:Domain", "Partners.Example")])
                .Dkim!.ToString()
                .ShouldBe("DKIM worker1._domainkey.partners.example");
            Should
                .Throw<MailOptionsException>(() => Read([.. settings, ("Dkim:Domain", "other.example")]))
                .Message.ShouldBe(
                    "Mail__Dkim__Domain must be the domain of Mail__From or one above it, and \"other.example\" is not."
                );
            File.WriteAllText(file, "-----BEGIN PRIVATE KEY-----\nSECRET\n-----END PRIVATE KEY-----");
            Should
                .Throw<MailOptionsException>(() => Read(settings))
                .Message.ShouldBe(
                    $"Mail__Dkim__KeyFile must be an RSA private key in PEM form, unencrypted, of at least 2048 bits, and \"{file}\" is not."
                );
            Should
                .Throw<MailOptionsException>(() => Read(("Dkim:Selector", "worker1")))
                .Message.ShouldBe("Mail__Dkim__Selector and Mail__Dkim__KeyFile must be set together or not at all.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Unknown_transport_is_refused() =>
        Should
            .Throw<MailOptionsException>(() => Read(("Transport", "Pigeon")))
            .Message.ShouldBe("Mail__Transport must be one of Folder, Smtp, and \"Pigeon\" is not.");

    private static MailOptions Read(params (string Name, string Value)[] settings) =>
        MailOptions.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings.Select(one => KeyValuePair.Create<string, string?>($"Mail:{one.Name}", one.Value))
                )
                .Build()
        );
}
