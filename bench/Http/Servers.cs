using System.Buffers;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Server;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Bench.Http;

/// <summary>The engine and hand-written endpoints on one Kestrel.</summary>
internal static class Servers
{
    public const string Engine = "/graphql";
    public const string SmallByHand = "/small";
    public const string LargeByHand = "/large";

    /// <summary>What the large hand-written endpoint answers.</summary>
    public static byte[] Large { get; set; } = [];

    public static async Task<(WebApplication App, IPEndPoint Address)> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(
            SchemaBinding.Untyped(SchemaBuilder.Build(SchemaText.Sdl), new UntypedResolvers())
        );
        builder.Services.AddGraphQLServer(options => options.AnonymousIntrospection = true);
        var app = builder.Build();
        app.MapGraphQL(Engine);
        app.MapPost(SmallByHand, (RequestDelegate)AnswerSmallAsync);
        app.MapPost(LargeByHand, (RequestDelegate)AnswerLargeAsync);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return (app, new IPEndPoint(IPAddress.Loopback, new Uri(address.Single()).Port));
    }

    private static async Task AnswerSmallAsync(HttpContext context)
    {
        await ReadBodyAsync(context);
        var body = new ArrayBufferWriter<byte>(64);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartObject("data"u8);
            json.WriteString("__typename"u8, "Query"u8);
            json.WriteEndObject();
            json.WriteStartObject("extensions"u8);
            json.WriteStartObject("cost"u8);
            json.WriteNumber("requested"u8, 0);
            json.WriteNumber("limit"u8, 20_000);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        await AnswerAsync(context, body.WrittenMemory);
    }

    private static async Task AnswerLargeAsync(HttpContext context)
    {
        await ReadBodyAsync(context);
        await AnswerAsync(context, Large);
    }

    private static async Task ReadBodyAsync(HttpContext context)
    {
        while (true)
        {
            var read = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
            context.Request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    /// <summary>The same headers as the engine's: only the work differs, not the bytes.</summary>
    private static async Task AnswerAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }
}
