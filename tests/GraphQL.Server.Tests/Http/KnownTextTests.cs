using System.Net;

namespace PartnerGraph.GraphQL.Server.Tests.Http;

/// <summary>A text that came before takes a shorter way; nobody may tell by anything but the time.</summary>
public sealed class KnownTextTests
{
    private const string Query = "query Q($text: String!) { echo(text: $text) } query P { hello }";

    [Theory]
    [InlineData("""{"query":"{ hello }"}""", """{"data":{"hello":"world"}}""")]
    [InlineData(""" { "query" : "{\n\thel\u006co }" } """, """{"data":{"hello":"world"}}""")]
    [InlineData("""{"query":"{ hello }","variables":null}""", """{"data":{"hello":"world"}}""")]
    [InlineData("""{"query":"{ hello }","variables":{},"extensions":{}}""", """{"data":{"hello":"world"}}""")]
    [InlineData("""{"query":"{ hello }","unknown":[1]}""", """{"data":{"hello":"world"}}""")]
    [InlineData($$"""{"query":"{{Query}}","operationName":"P"}""", """{"data":{"hello":"world"}}""")]
    [InlineData($$"""{"operationName":"\u0050","query":"{{Query}}"}""", """{"data":{"hello":"world"}}""")]
    [InlineData(
        $$"""{"variables":{"text":"a\"é\ud83c\udfc3"},"query":"{{Query}}","operationName":"Q"}""",
        """{"data":{"echo":"a\"é🏃"}}"""
    )]
    public async Task Each_time_gets_the_same_answer(string body, string answer)
    {
        await using var server = await TestServer.StartAsync();

        for (var time = 0; time < 3; time++)
        {
            using var response = await server.PostAsync(body);
            (await response.Content.ReadAsStringAsync()).ShouldBe(answer);
        }
    }

    [Fact]
    public async Task Variables_belong_to_their_own_request()
    {
        await using var server = await TestServer.StartAsync();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(async number =>
                {
                    var body = $$$"""{"query":"{{{Query}}}","operationName":"Q","variables":{"text":"{{{number}}}"}}""";
                    using var response = await server.PostAsync(body);
                    return await response.Content.ReadAsStringAsync();
                })
        );

        answers.ShouldBe(Enumerable.Range(0, 200).Select(number => $$$"""{"data":{"echo":"{{{number}}}"}}"""));
    }

    [Theory]
    [InlineData("""{"query":"{ hello }","query":"{ hello }"}""")]
    [InlineData("""{"query":"{ hello }","variables":{"a":1,"a":2}}""")]
    [InlineData("""{"query":"{ hello }","variables":{"a":"\ud800"}}""")]
    [InlineData("""{"query":"{ hello }","variables":{"a":"\ud800"},"operationName":null}""")]
    [InlineData("""{"query":"{ hello }","variables":[]}""")]
    [InlineData("""{"query":"{ hello }","operationName":1}""")]
    [InlineData("""{"query":"{ hello }","documentId":"sha256:00"}""")]
    [InlineData("""{"query":"{ hello }","extensions":1}""")]
    [InlineData("""{"query":"{ hello }"}}""")]
    [InlineData("""{"query":"{ hello }",}""")]
    [InlineData("""{"query":"{ hello }" """)]
    public async Task A_wrong_request_is_refused_also_where_its_text_is_known(string body)
    {
        await using var server = await TestServer.StartAsync();
        using var known = await server.PostAsync("""{"query":"{ hello }"}""");
        known.StatusCode.ShouldBe(HttpStatusCode.OK);

        using var response = await server.PostAsync(body);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Wrong_bytes_beside_a_known_text_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var known = await server.PostAsync("""{"query":"{ hello }"}""");
        byte[] wrong = [.. """{"query":"{ hello }","operationName":"""u8, (byte)'"', 0xFF, (byte)'"', (byte)'}'];

        using var response = await server.SendAsync(
            HttpMethod.Post,
            server.Url,
            "application/json",
            new ByteArrayContent(wrong) { Headers = { ContentType = new("application/json") } }
        );

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }
}
