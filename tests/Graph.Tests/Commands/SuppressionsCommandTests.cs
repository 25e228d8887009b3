using Microsoft.EntityFrameworkCore;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Smtp;

namespace PartnerGraph.Graph.Tests.Commands;

/// <summary>What the list does is shown by the worker's tests; here the command on a real process.</summary>
public sealed class SuppressionsCommandTests
{
    [Fact]
    public async Task An_empty_list_is_told()
    {
        await using var program = new GraphProcess();
        program.Start(["suppressions", "ls"], ("ASPNETCORE_ENVIRONMENT", "Development"));

        (await program.ExitCodeAsync()).ShouldBe(0, program.Errors);
        program.Output.ShouldContain("0 suppressed addresses.");
    }

    [Fact]
    public async Task An_address_that_a_mail_server_refused_is_listed_without_its_name_and_lifted_by_it_once()
    {
        await using var mail = await SmtpTestServer.StartAsync();
        mail.Script.Say(SmtpStep.RcptTo, "550 5.1.1 no such user");
        await using var program = new GraphProcess();
        (string, string)[] settings =
        [
            ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
            ("Demo", "false"),
            ("Mail__Transport", "Smtp"),
            ("Mail__Smtp__Host", mail.Host),
            ("Mail__Smtp__Port", $"{mail.Port}"),
            ("Mail__Smtp__Security", "None"),
            ("Operator__Email", "vera@operator.example"),
            ("Operator__Password", "what the operator chose"),
        ];
        program.Start([], settings);
        var client = new GraphClient(await program.AddressAsync());
        await client.DoAsync("requestPasswordReset", new { email = "vera@operator.example" });
        await UntilSuppressedAsync(program);
        await program.EndAsync();

        async Task<(int Code, string Said)> Suppressions(params string[] rest)
        {
            program.Start(["suppressions", .. rest], settings);
            var code = await program.ExitCodeAsync();
            return (code, (program.Output + program.Errors).Trim());
        }

        var (listed, list) = await Suppressions("ls");
        listed.ShouldBe(0);
        list.ShouldContain("550 5.1.1");
        list.ShouldEndWith("1 suppressed addresses.");
        list.ShouldNotContain("vera");
        (await Suppressions("lift", "nobody@operator.example")).ShouldBe((2, "This address is not suppressed."));
        (await Suppressions("lift", "Vera@Operator.Example")).ShouldBe(
            (0, "Lifted: mails to this address are sent again.")
        );
        (await Suppressions("ls")).ShouldBe((0, "0 suppressed addresses."));
        (await Suppressions("lift", "vera@operator.example")).ShouldBe((2, "This address is not suppressed."));
    }

    [Theory]
    [InlineData("suppressions ls --limit many", "The argument --limit must be a whole number from 0 to 1000")]
    [InlineData("suppressions", "The command suppressions needs one of ls, lift.")]
    [InlineData("suppressions lift", "The command suppressions lift needs the e-mail address.")]
    [InlineData("suppressions lift vera@customer.example", "This address is not suppressed.")]
    public async Task What_cannot_be_done_is_said_in_a_sentence(string command, string sentence)
    {
        await using var program = new GraphProcess();
        program.Start(command.Split(' '), ("ASPNETCORE_ENVIRONMENT", "Development"));

        (await program.ExitCodeAsync()).ShouldBe(2);
        program.Errors.ShouldContain(sentence);
        program.Errors.ShouldNotContain("vera");
    }

    private static async Task UntilSuppressedAsync(GraphProcess program)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var db = program.OpenDatabase();
        while (!await db.Set<Suppression>().AnyAsync(patience.Token))
            await Task.Delay(100, patience.Token);
    }
}
