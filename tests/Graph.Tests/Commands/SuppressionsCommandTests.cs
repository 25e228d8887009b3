using PartnerGraph.Graph.Tests.Hosting;

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

    [Theory]
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
}
