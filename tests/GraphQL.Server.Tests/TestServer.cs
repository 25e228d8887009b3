using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PartnerGraph.GraphQL.Server.Options;

namespace PartnerGraph.GraphQL.Server.Tests;

/// <summary>The transports before the test schema, on a real port.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private TestServer(WebApplication app)
    {
        App = app;
        var address = app
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single();
        Url = new Uri($"{address}/graphql");
        Client = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) });
    }

    public WebApplication App { get; }

    public HttpClient Client { get; }

    public Uri Url { get; }

    public Uri SocketUrl => new UriBuilder(Url) { Scheme = "ws" }.Uri;

    public LogLines Logs => App.Services.GetRequiredService<LogLines>();

    public static async Task<TestServer> StartAsync(
        Action<GraphQLServerOptions>? configure = null,
        Dictionary<string, string?>? configuration = null,
        Action<WebApplicationBuilder>? build = null,
        Action<WebApplication>? pipeline = null,
        int port = 0
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Configuration.AddInMemoryCollection(configuration ?? []);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<LogLines>();
        builder.Services.AddSingleton<ILoggerProvider>(services => services.GetRequiredService<LogLines>());
        builder.Services.AddSingleton<Sources>();
        builder.Services.AddSingleton(TestSchema.Create());
        builder.Services.AddGraphQLServer(options =>
        {
            options.AnonymousIntrospection = true;
            options.TellCost = false;
            configure?.Invoke(options);
        });
        build?.Invoke(builder);
        var app = builder.Build();
        pipeline?.Invoke(app);
        app.MapGraphQL();
        await app.StartAsync();
        return new TestServer(app);
    }

    public Task<HttpResponseMessage> PostAsync(
        string body,
        string? accept = "application/json",
        string? contentType = "application/json",
        Action<HttpRequestMessage>? change = null
    )
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return SendAsync(HttpMethod.Post, Url, accept, content, change);
    }

    /// <summary>An operation by POST, accepted as application/graphql-response+json.</summary>
    public Task<HttpResponseMessage> AskAsync(string query) =>
        PostAsync(JsonSerializer.Serialize(new { query }), "application/graphql-response+json");

    public Task<HttpResponseMessage> GetAsync(
        string queryString,
        string? accept = "application/json",
        Action<HttpRequestMessage>? change = null
    ) => SendAsync(HttpMethod.Get, new Uri(Url, $"/graphql?{queryString}"), accept, content: null, change);

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        Uri url,
        string? accept,
        HttpContent? content = null,
        Action<HttpRequestMessage>? change = null
    )
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }
        change?.Invoke(request);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public Task<SocketClient> ConnectAsync(string? subprotocol = SocketClient.Subprotocol, string? origin = null) =>
        SocketClient.ConnectAsync(SocketUrl, subprotocol, origin);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
    }
}
