using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PartnerGraph.GraphQL.Server.Options;
using PartnerGraph.GraphQL.Server.Requests;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Server.Tests.Options;

public sealed class OptionsTests
{
    [Fact]
    public async Task Values_come_from_the_section_graphql_and_code_has_the_last_word()
    {
        await using var server = await TestServer.StartAsync(
            options => options.MaxBodyBytes = 5_000,
            new()
            {
                ["GraphQL:AllowGet"] = "true",
                ["GraphQL:MaxBodyBytes"] = "4000",
                ["GraphQL:Streams:Heartbeat"] = "00:00:07",
                ["GraphQL:Sockets:MaxOperations"] = "3",
                ["GraphQL:Sockets:AllowedOrigins:0"] = "https://portal.example",
            }
        );

        var options = server.App.Services.GetRequiredService<IOptions<GraphQLServerOptions>>().Value;

        options.AllowGet.ShouldBeTrue();
        options.MaxBodyBytes.ShouldBe(5_000);
        options.Streams.Heartbeat.ShouldBe(TimeSpan.FromSeconds(7));
        options.Sockets.MaxOperations.ShouldBe(3);
        options.Sockets.AllowedOrigins.ShouldBe(["https://portal.example"]);
    }

    [Theory]
    [InlineData("GraphQL:MaxBodyBytes", "0")]
    [InlineData("GraphQL:MaxJsonDepth", "100000")]
    [InlineData("GraphQL:Streams:Heartbeat", "00:00:00")]
    [InlineData("GraphQL:Sockets:MaxOperations", "-1")]
    [InlineData("GraphQL:Sockets:SendQueue", "0")]
    [InlineData("GraphQL:Sockets:AllowedOrigins:0", "portal.example")]
    [InlineData("GraphQL:Sockets:AllowedOrigins:0", "https://portal.example/path")]
    [InlineData("GraphQL:TrustedDocumentsFolder", "/no/such/folder")]
    [InlineData("GraphQL:TrustedDocumentsOnly", "true")]
    public async Task A_wrong_value_stops_the_start_and_names_itself(string key, string value)
    {
        var start = () => TestServer.StartAsync(configuration: new() { [key] = value });

        var failure = await start.ShouldThrowAsync<OptionsValidationException>();

        failure.Message.ShouldContain(key.Split(':')[^1] is "0" ? "AllowedOrigins" : key.Split(':')[^1]);
    }

    [Theory]
    [InlineData("GraphQL:MaxTokens", "16", "{ a: hello b: hello c: hello d: hello e: hello f: hello }")]
    [InlineData("GraphQL:MaxAliases", "1", "{ a: hello b: hello }")]
    [InlineData("GraphQL:MaxDepth", "1", "{ hello __schema { queryType { name } } }")]
    [InlineData("GraphQL:MaxCost", "50", "{ hello items(first: 100) { peers(first: 2) { number } } }")]
    [InlineData("GraphQL:MaxNesting", "8", "{ a { a { a { a { a { a { a { a { a } } } } } } } } } }")]
    [InlineData("GraphQL:MaxCharacters", "256", LongComment)]
    [InlineData("GraphQL:MaxDirectives", "1", "{ a: hello @skip(if: false) b: hello @skip(if: false) }")]
    public async Task Limits_reach_the_executor(string key, string value, string query)
    {
        await using var server = await TestServer.StartAsync(configuration: new() { [key] = value });
        await using var lenient = await TestServer.StartAsync();

        using var refused = await server.AskAsync(query);
        using var within = await server.AskAsync("{ hello }");

        ((int)refused.StatusCode).ShouldBe(400);
        ((int)within.StatusCode).ShouldBe(200);
        if (query.Contains("hello", StringComparison.Ordinal))
        {
            using var allowed = await lenient.AskAsync(query);
            ((int)allowed.StatusCode).ShouldBe(200);
        }
    }

    [Theory]
    [InlineData(typeof(GraphQLServerOptions), "GraphQL__")]
    [InlineData(typeof(EventStreamOptions), "GraphQL__Streams__")]
    [InlineData(typeof(SocketOptions), "GraphQL__Sockets__")]
    public void Each_option_stands_in_the_documentation(Type options, string section)
    {
        var rows = File.ReadAllLines(RepositoryRoot.At("docs", "settings.md"))
            .Where(line => line.StartsWith($"| `{section}", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1])
            .ToArray();
        var names = options
            .GetProperties()
            .Where(property => property.PropertyType.IsValueType || property.PropertyType == typeof(string))
            .Select(property => property.Name)
            .ToArray();

        names.Length.ShouldBeGreaterThan(5);
        foreach (var name in names)
        {
            rows.ShouldContain(row => row.Contains($"{section}{name}`") || row.Contains($"`__{name}`"), name);
        }
    }

    [Fact]
    public async Task Cost_is_told_unless_switched_off()
    {
        new GraphQLServerOptions().TellCost.ShouldBeTrue();
        await using var server = await TestServer.StartAsync(options => options.TellCost = true);

        using var answer = await server.AskAsync("{ items(first: 3) { peers(first: 2) { number } } }");

        (await answer.Content.ReadAsStringAsync()).ShouldEndWith(
            ""","extensions":{"cost":{"requested":4,"limit":20000}}}"""
        );
    }

    [Fact]
    public async Task An_execution_ends_at_its_timeout()
    {
        await using var server = await TestServer.StartAsync(
            configuration: new() { ["GraphQL:ExecutionTimeout"] = "00:00:00.2" }
        );

        using var response = await server.AskAsync("{ wait(milliseconds: 10000) }");

        (await response.JsonAsync()).GetProperty("errors").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Introspection_is_for_those_who_are_signed_in()
    {
        await using var server = await TestServer.StartAsync(options =>
        {
            options.AnonymousIntrospection = false;
            options.IsSignedIn = state => state is "anna";
            options.AdmitRequest = (context, _) =>
                ValueTask.FromResult(Admission.Admit(context.Request.Headers["X-Who"].ToString()));
        });
        const string body = """{"query":"{ __schema { queryType { name } } }"}""";

        using var refused = await server.PostAsync(body, "application/graphql-response+json");
        using var answered = await server.PostAsync(
            body,
            "application/graphql-response+json",
            change: request => request.Headers.Add("X-Who", "anna")
        );

        ((int)refused.StatusCode).ShouldBe(400);
        ((int)answered.StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task An_application_has_the_last_word_on_the_executors_options()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.Executor = executor => executor with { TrustedDocumentsOnly = true }
        );

        using var response = await server.AskAsync("{ hello }");

        ((int)response.StatusCode).ShouldBe(400);
    }

    private const string LongComment =
        "# 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
        + "012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901234567"
        + "0123456789012345678901234567890123456789012345678901234567890123456789\n{ hello }";
}
