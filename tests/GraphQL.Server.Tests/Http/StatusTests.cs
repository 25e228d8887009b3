using System.Net;

namespace PartnerGraph.GraphQL.Server.Tests.Http;

public sealed class StatusTests
{
    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/graphql-response+json", 200)]
    public async Task A_query_that_runs_is_200(string accept, int status)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync("""{"query":"{ hello }"}""", accept);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType!.ToString().ShouldBe($"{accept}; charset=utf-8");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"data":{"hello":"world"}}""");
    }

    [Theory]
    [InlineData("{", "application/json", 200)]
    [InlineData("{", "application/graphql-response+json", 400)]
    [InlineData("query ($text: String!) { echo(text: $text) }", "application/json", 200)]
    [InlineData("query ($text: String!) { echo(text: $text) }", "application/graphql-response+json", 400)]
    [InlineData("{ nope }", "application/json", 200)]
    [InlineData("{ nope }", "application/graphql-response+json", 400)]
    [InlineData("{ fail }", "application/json", 200)]
    [InlineData("{ fail }", "application/graphql-response+json", 294)]
    public async Task Errors_of_the_document_and_of_fields_follow_the_accepted_media_type(
        string query,
        string accept,
        int status
    )
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync($$"""{"query":"{{query}}"}""", accept);

        ((int)response.StatusCode).ShouldBe(status);
        (await response.JsonAsync()).GetProperty("errors").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"query":null}""")]
    [InlineData("""{"query":1}""")]
    [InlineData("""{"query":["{ hello }"]}""")]
    [InlineData("""{"query":"{ hello }","operationName":1}""")]
    [InlineData("""{"query":"{ hello }","documentId":1}""")]
    [InlineData("""{"query":"{ hello }","variables":"{}"}""")]
    [InlineData("""{"query":"{ hello }","variables":[]}""")]
    [InlineData("""{"query":"{ hello }","extensions":1}""")]
    [InlineData("""{"query":"{ hello }","query":"{ fail }"}""")]
    [InlineData("""{"query":"{ hello }","documentId":"sha256:00"}""")]
    [InlineData("""[{"query":"{ hello }"},{"query":"{ hello }"}]""")]
    [InlineData("""{"query":"{ hello }"} trailing""")]
    [InlineData("""{"query":"\ud800"}""")]
    [InlineData("""{"query":"{ hello }","variables":{"text":"\udc00\ud800"}}""")]
    [InlineData("""{"query":"{ hello }","variables":{"\ud800\u0041":1}}""")]
    public async Task What_is_no_request_is_400_with_a_code_in_both_media_types(string body)
    {
        await using var server = await TestServer.StartAsync();

        foreach (var accept in (string[])["application/json", "application/graphql-response+json"])
        {
            using var response = await server.PostAsync(body, accept);

            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            response.Content.Headers.ContentType!.MediaType.ShouldBe(accept);
            (await response.CodeAsync()).ShouldBe("BAD_REQUEST");
        }
    }

    [Fact]
    public async Task Escaped_surrogate_pairs_and_backslashes_are_text()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync(
            """{"query":"query ($text: String!) { echo(text: $text) }","variables":{"text":"\ud83c\udfc3 \\ud800 \\"}}"""
        );

        (await response.JsonAsync()).GetProperty("data").GetProperty("echo").GetString().ShouldBe("🏃 \\ud800 \\");
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync("\uFEFF" + """{"query":"{ hello }"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("GET")]
    public async Task Other_methods_are_405_and_name_post(string method)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.SendAsync(new HttpMethod(method), server.Url, "application/json");

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        response.Content.Headers.Allow.ShouldBe(["POST"]);
    }

    [Fact]
    public async Task A_failure_outside_of_resolvers_is_500_without_its_text()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.AdmitRequest = (_, _) => throw new InvalidOperationException("secret")
        );

        using var response = await server.PostAsync("""{"query":"{ hello }"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var body = await response.Content.ReadAsStringAsync();
        body.ShouldContain("INTERNAL");
        body.ShouldNotContain("secret");
    }
}
