using System.Net;

namespace PartnerGraph.GraphQL.Server.Tests.Http;

public sealed class GetTests
{
    [Fact]
    public async Task A_query_may_be_asked_by_get_where_that_is_switched_on()
    {
        await using var server = await TestServer.StartAsync(options => options.AllowGet = true);

        using var response = await server.GetAsync(
            "query=query+Q($text:String!){echo(text:$text)}&operationName=Q&variables="
                + Uri.EscapeDataString("""{"text":"a b"}""")
        );

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"data":{"echo":"a b"}}""");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    public async Task A_mutation_by_get_is_405(string accept)
    {
        await using var server = await TestServer.StartAsync(options => options.AllowGet = true);

        using var response = await server.GetAsync("query=mutation{bump}", accept);

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("query={hello}&query={fail}")]
    [InlineData("query={hello}&variables=[]")]
    [InlineData("query={hello}&variables={")]
    [InlineData("query={hello}&extensions=1")]
    public async Task Wrong_parameters_are_400(string queryString)
    {
        await using var server = await TestServer.StartAsync(options => options.AllowGet = true);

        using var response = await server.GetAsync(queryString);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.CodeAsync()).ShouldBe("BAD_REQUEST");
    }

    [Fact]
    public async Task Get_is_off_by_default()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.GetAsync("query={hello}");

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        (await response.CodeAsync()).ShouldBe("METHOD_NOT_ALLOWED");
    }
}
