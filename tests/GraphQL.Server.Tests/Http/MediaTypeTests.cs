using System.Net;
using System.Text;

namespace PartnerGraph.GraphQL.Server.Tests.Http;

public sealed class MediaTypeTests
{
    private const string Json = "application/json; charset=utf-8";
    private const string GraphQL = "application/graphql-response+json; charset=utf-8";
    private const string Events = "text/event-stream; charset=utf-8";

    [Theory]
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData("application/json; charset=utf-8", Json)]
    [InlineData("application/json; charset=\"UTF-8\"", Json)]
    [InlineData("application/graphql-response+json", GraphQL)]
    [InlineData("application/graphql-response+json, application/json;q=0.9", GraphQL)]
    [InlineData("application/graphql-response+json;q=0.5, application/json;q=0.9", Json)]
    [InlineData("application/graphql-response+json, application/json", GraphQL)]
    [InlineData("application/json, application/graphql-response+json", Json)]
    [InlineData("application/json;q=0, */*", GraphQL)]
    [InlineData("text/html, */*;q=0.1", Json)]
    [InlineData("text/event-stream", Events)]
    [InlineData("application/json;q=0.5, text/event-stream", Events)]
    public async Task The_best_accepted_media_type_is_answered(string? accept, string contentType)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync("""{"query":"{ hello }"}""", accept);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe(contentType);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/*")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json;q=0")]
    [InlineData(";;;")]
    public async Task A_client_that_accepts_nothing_of_ours_gets_406(string accept)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync("""{"query":"{ hello }"}""", accept);

        response.StatusCode.ShouldBe(HttpStatusCode.NotAcceptable);
        (await response.CodeAsync()).ShouldBe("NOT_ACCEPTABLE");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    public async Task A_subscription_needs_an_event_stream(string accept)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync("""{"query":"subscription { count(to: 1) }"}""", accept);

        response.StatusCode.ShouldBe(HttpStatusCode.NotAcceptable);
        (await response.CodeAsync()).ShouldBe("NOT_ACCEPTABLE");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/graphql")]
    [InlineData("application/jsonp")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    public async Task A_body_that_a_foreign_page_could_send_or_that_is_not_utf8_is_415(string? contentType)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync("""{"query":"{ hello }"}""", contentType: contentType);

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await response.CodeAsync()).ShouldBe("UNSUPPORTED_MEDIA_TYPE");
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("Application/JSON; charset=\"utf-8\"")]
    public async Task Json_in_utf8_is_read(string contentType)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync("""{"query":"{ hello }"}""", contentType: contentType);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_compressed_body_that_nobody_decompresses_is_415()
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.PostAsync(
            """{"query":"{ hello }"}""",
            change: request => request.Content!.Headers.ContentEncoding.Add("gzip")
        );

        response.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_400()
    {
        await using var server = await TestServer.StartAsync();
        var content = new ByteArrayContent([
            .. "{\"query\":\"{ hello }\",\"variables\":{\"text\":\""u8,
            0xC3,
            0x28,
            .. "\"}}"u8,
        ]);
        content.Headers.ContentType = new("application/json");

        using var response = await server.SendAsync(HttpMethod.Post, server.Url, "application/json", content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
