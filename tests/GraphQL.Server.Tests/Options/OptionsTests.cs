using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PartnerGraph.GraphQL.Server.Options;

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
}
