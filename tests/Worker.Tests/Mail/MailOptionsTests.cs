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
            "Mail__Smtp__Security must be one of None, StartTls, Tls, and \"Maybe\" is not.",
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
