using System.Net;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Tests.Http;

public sealed class AdmissionTests
{
    [Fact]
    public async Task Resolvers_see_the_state_that_the_application_made_from_the_request()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.AdmitRequest = (context, _) =>
                ValueTask.FromResult(Admission.Admit(context.Request.Headers["X-Who"].ToString()))
        );

        using var response = await server.PostAsync(
            """{"query":"{ who }"}""",
            change: request => request.Headers.Add("X-Who", "anna")
        );

        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"data":{"who":"anna"}}""");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    public async Task Nobody_signed_in_is_401_with_a_code(string accept)
    {
        await using var server = await TestServer.StartAsync(options =>
            options.AdmitRequest = (_, _) => ValueTask.FromResult(Admission.Unauthenticated())
        );

        using var response = await server.PostAsync("""{"query":"{ hello }"}""", accept);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(accept);
        (await response.CodeAsync()).ShouldBe("UNAUTHENTICATED");
    }

    [Fact]
    public async Task A_refusal_has_the_status_the_extensions_and_the_headers_that_the_application_says()
    {
        await using var server = await TestServer.StartAsync(options =>
            options.AdmitRequest = (context, _) =>
            {
                context.Response.Headers.RetryAfter = "7";
                var error = new GraphQLError("Too many requests.") { Code = "RATE_LIMITED" };
                return ValueTask.FromResult(
                    Admission.Refuse(429, error with { Extensions = error.Extensions.Add("retryAfter", 7) })
                );
            }
        );

        using var response = await server.PostAsync("""{"query":"{ hello }"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"errors":[{"message":"Too many requests.","extensions":{"code":"RATE_LIMITED","retryAfter":7}}]}"""
        );
    }

    [Fact]
    public async Task The_state_is_disposed_after_the_request()
    {
        var state = new DisposedState();
        await using var server = await TestServer.StartAsync(options =>
            options.AdmitRequest = (_, _) => ValueTask.FromResult(Admission.Admit(state))
        );

        using var response = await server.PostAsync("""{"query":"{ hello }"}""");
        await response.Content.ReadAsStringAsync();

        await state.Disposed.Task.WaitAsync(TimeSpan.FromSeconds(5));
    }

    private sealed class DisposedState : IDisposable
    {
        public TaskCompletionSource Disposed { get; } = new();

        public void Dispose() => Disposed.TrySetResult();
    }
}
