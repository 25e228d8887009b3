using System.Text.RegularExpressions;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Ide;

public sealed partial class IdePageTests
{
    [Fact]
    public async Task The_IDE_comes_from_this_origin_alone()
    {
        Require.That(
            File.Exists(RepositoryRoot.At("src", "Graph", "wwwroot", "ide", "index.html")),
            "The IDE is not built: npm was missing."
        );
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite);
        using var http = server.Client();

        var page = await http.GetStringAsync("/ide");
        var sources = Source().Matches(page).Select(m => m.Groups["address"].Value).ToList();

        sources.ShouldNotBeEmpty();
        sources.ShouldAllBe(address => address.StartsWith("/ide/", StringComparison.Ordinal));
        foreach (var address in sources)
            (await http.GetAsync(address)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Switched_off_nothing_of_it_is_there()
    {
        await using var server = await GraphServer.StartAsync(TestDatabase.Sqlite, ("Ide__Enabled", "false"));
        using var http = server.Client();

        foreach (var path in (string[])["/ide", "/ide/index.html", "/ide/ide.js", "/IDE/ide.js"])
            ((int)(await http.GetAsync(path)).StatusCode).ShouldBe(404, path);
    }

    [GeneratedRegex("(src|href)=\"(?<address>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Source();
}
