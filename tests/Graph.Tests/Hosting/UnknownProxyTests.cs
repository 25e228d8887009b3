namespace PartnerGraph.Graph.Tests.Hosting;

/// <summary>What a proxy says of its clients, by the program as a process.</summary>
public sealed class UnknownProxyTests
{
    private const string Warning = "and no proxy is trusted: it is not heeded";

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.77")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("X-Forwarded-Host", "elsewhere.example")]
    public async Task A_proxy_that_nobody_told_of_is_warned_of_once_and_without_what_it_says(
        string header,
        string value
    )
    {
        await using var program = new GraphProcess();
        var address = await StartAsync(program);

        await AskAsync(address);
        program.Output.ShouldNotContain(Warning);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AskAsync(address, header, value)));

        await program.TerminateAsync();
        var logged = program.Output.Split(Warning);
        logged.Length.ShouldBe(2);
        logged[0].ShouldEndWith($"carries {header}, ", Case.Insensitive);
        program.Output.ShouldNotContain("203.0.113");
        program.Output.ShouldNotContain("elsewhere");
    }

    [Fact]
    public async Task A_proxy_that_is_trusted_is_not_warned_of()
    {
        await using var program = new GraphProcess();
        var address = await StartAsync(program, ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true"));

        await AskAsync(address, "X-Forwarded-For", "203.0.113.77");
        await AskAsync(address, "X-Forwarded-Host", "elsewhere.example");

        await program.TerminateAsync();
        program.Output.ShouldNotContain(Warning);
    }

    private static async Task<Uri> StartAsync(GraphProcess program, params (string, string)[] settings)
    {
        program.Start(
            ["serve"],
            [
                ("ASPNETCORE_ENVIRONMENT", "Development"),
                ("ASPNETCORE_URLS", "http://127.0.0.1:0"),
                ("Demo", "false"),
                ("Worker__InProcess", "false"),
                .. settings,
            ]
        );
        return await program.AddressAsync();
    }

    private static async Task AskAsync(Uri address, string? header = null, string value = "")
    {
        using var http = new HttpClient { BaseAddress = address };
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/livez");
        if (header is not null)
            asked.Headers.Add(header, value);
        (await http.SendAsync(asked)).EnsureSuccessStatusCode();
    }
}
