using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Graph.Tests.Commands;

public sealed class MailCommandTests
{
    [Fact]
    public async Task A_test_mail_arrives_at_once()
    {
        await using var mail = await SmtpTestServer.StartAsync();
        await using var program = new GraphProcess();
        program.Start(["mail", "test", "--to", "postmaster@operator.example"], Smtp(mail));

        (await program.ExitCodeAsync()).ShouldBe(0, program.Errors);
        program.Output.ShouldContain("Sent: the mail server has taken it.");
        var received = await mail.WaitForMailAsync();
        received.EnvelopeTo.ShouldBe("postmaster@operator.example");
        received.Subject.ShouldBe("PartnerGraph: mail arrives");
    }

    [Fact]
    public async Task The_servers_refusal_is_told_and_the_exit_code_is_not_zero()
    {
        await using var mail = await SmtpTestServer.StartAsync();
        mail.Script.Say(SmtpStep.RcptTo, "550 5.1.1 no such user");
        await using var program = new GraphProcess();
        program.Start(["mail", "test", "--to", "nobody@operator.example"], Smtp(mail));

        (await program.ExitCodeAsync()).ShouldBe(1);
        program.Errors.ShouldContain("Refused: ");
        program.Errors.ShouldContain("550");
        program.Errors.ShouldNotContain("nobody@");
    }

    [Theory]
    [InlineData("mail")]
    [InlineData("mail test")]
    [InlineData("mail test --to nobody")]
    public async Task Without_an_address_nothing_is_sent(string command)
    {
        await using var program = new GraphProcess();
        program.Start(command.Split(' '), ("ASPNETCORE_ENVIRONMENT", "Development"));

        (await program.ExitCodeAsync()).ShouldBe(2);
    }

    private static (string, string)[] Smtp(SmtpTestServer mail) =>
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("Mail__Transport", "Smtp"),
            ("Mail__Smtp__Host", mail.Host),
            ("Mail__Smtp__Port", $"{mail.Port}"),
            ("Mail__Smtp__Security", "None"),
        ];
}
