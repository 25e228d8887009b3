using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Mail.Smtp;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Mail.Smtp;

/// <summary>XOAUTH2.</summary>
public sealed class SmtpTokenTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Fact]
    public async Task Token_of_the_settings_signs_in()
    {
        await using var server = await StartAsync("ya29.first");
        await using var transport = Transport(server, SmtpTokens.Given("ya29.first"));

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        server.Mails.ShouldHaveSingleItem().User.ShouldBe("worker");
    }

    [Fact]
    public async Task Token_in_a_file_is_read_anew_for_every_connection()
    {
        await using var server = await StartAsync("ya29.first");
        await File.WriteAllTextAsync(file, "ya29.first\n");
        var tokens = SmtpTokens.FromFile(file);
        await using (var transport = Transport(server, tokens))
            (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();

        server.Token = "ya29.second";
        await File.WriteAllTextAsync(file, "ya29.second\n");
        await using var later = Transport(server, tokens);
        (await SmtpTransportTests.SendAsync(later, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        SignIns(server).ShouldBe(2);
    }

    [Fact]
    public async Task Refused_token_of_a_command_is_replaced_once_on_the_same_connection()
    {
        await using var server = await StartAsync("token2");
        var count =
            "import sys,pathlib;p=pathlib.Path(sys.argv[1]);n=int(p.read_text() or 0)+1;p.write_text(str(n));print(f'token{n}')";
        await using var transport = Transport(server, SmtpTokens.FromCommand(["python3", "-c", count, file]));

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        (await File.ReadAllTextAsync(file)).ShouldBe("2");
        (server.Connections, SignIns(server)).ShouldBe((1, 2));

        // Kept as long as it is taken: another connection asks nobody.
        server.Script.At(SmtpStep.MailFrom, new SmtpAnswer.SayAndCut("421 4.3.2 restarting"));
        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Sent>();
        (await File.ReadAllTextAsync(file)).ShouldBe("2");
    }

    [Fact]
    public async Task Token_that_stays_refused_defers_and_is_asked_for_no_third_time()
    {
        await using var server = await StartAsync("another");
        var count =
            "import sys,pathlib;p=pathlib.Path(sys.argv[1]);n=int(p.read_text() or 0)+1;p.write_text(str(n));print(f'token{n}')";
        await using var transport = Transport(server, SmtpTokens.FromCommand(["python3", "-c", count, file]));

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason.ShouldBe("The mail server refused the sign-in: 535 5.7.8 wrong token");
        SignIns(server).ShouldBe(2);
    }

    [Fact]
    public async Task Same_token_is_not_tried_twice()
    {
        await using var server = await StartAsync("another");
        await using var transport = Transport(server, SmtpTokens.Given("ya29.first"));

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary)).ShouldBeOfType<MailOutcome.Deferred>();
        SignIns(server).ShouldBe(1);
    }

    [Fact]
    public async Task Server_without_xoauth2_gets_no_token()
    {
        await using var server = await StartAsync("ya29.first", "PLAIN LOGIN");
        await using var transport = Transport(server, SmtpTokens.Given("ya29.first"));

        (await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason.ShouldBe("The mail server does not offer AUTH XOAUTH2, which the settings ask for.");
        SignIns(server).ShouldBe(0);
    }

    public static TheoryData<string, string> Failing =>
        new()
        {
            {
                "import sys; sys.stderr.write('SECRET'); sys.exit(3)",
                "The command of Mail__Smtp__TokenCommand failed."
            },
            { "pass", "The access token for the mail server is empty or not one word of ASCII." },
            { "print('SECRET\\nSECRET')", "The access token for the mail server is empty or not one word of ASCII." },
        };

    [Theory]
    [MemberData(nameof(Failing))]
    public async Task Command_that_gives_no_token_defers_and_its_words_go_nowhere(string script, string reason)
    {
        await using var server = await StartAsync("ya29.first");
        using var log = new LogLines();
        await using var transport = Transport(server, SmtpTokens.FromCommand(["python3", "-c", script]), log);

        var outcome = await SmtpTransportTests.SendAsync(transport, SampleMail.Ordinary);

        outcome.ShouldBeOfType<MailOutcome.Deferred>().Reason.ShouldBe(reason);
        log.All.ShouldNotContain("SECRET");
        SignIns(server).ShouldBe(0);
    }

    [Fact]
    public async Task Missing_program_or_file_defers()
    {
        await using var server = await StartAsync("ya29.first");
        await using var noProgram = Transport(server, SmtpTokens.FromCommand(["/no/such/program"]));
        await using var noFile = Transport(server, SmtpTokens.FromFile("/no/such/file"));

        (await SmtpTransportTests.SendAsync(noProgram, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason.ShouldBe("The command of Mail__Smtp__TokenCommand could not be started.");
        (await SmtpTransportTests.SendAsync(noFile, SampleMail.Ordinary))
            .ShouldBeOfType<MailOutcome.Deferred>()
            .Reason.ShouldBe("The file of Mail__Smtp__TokenFile could not be read.");
    }

    public void Dispose() => File.Delete(file);

    private static int SignIns(SmtpTestServer server) =>
        server.Commands.Count(command => command.Line.StartsWith("AUTH", StringComparison.Ordinal));

    private static async Task<SmtpTestServer> StartAsync(string token, string mechanisms = "PLAIN XOAUTH2")
    {
        var server = await SmtpTestServer.StartAsync(
            new SmtpTestServerOptions { User = "worker", AuthMechanisms = mechanisms }
        );
        server.Token = token;
        return server;
    }

    private static SmtpTransport Transport(SmtpTestServer server, SmtpTokens tokens, LogLines? log = null) =>
        new(
            SmtpTransportTests.Options(server.Port) with
            {
                User = "worker",
                Tokens = tokens,
            },
            TimeProvider.System,
            log: log?.For<SmtpTransport>()
        );
}
