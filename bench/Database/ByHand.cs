using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PartnerGraph.Graph.Schema;

namespace PartnerGraph.Bench.Database;

/// <summary>The limit: both answers from prepared statements, each in one round trip, written as they are read. Nobody is asked who they are.</summary>
internal sealed class ByHand : IAnswerer
{
    private const string One =
        "select o.id, o.name, o.domain from organizations o where o.id = $1 and exists (select 1 from customer_access a where a.organization_id = $2 and a.customer_id = o.id and a.ended_at is null)";

    private const string Customers = """
        select o.id, o.name, o.domain from (
            select distinct customer_id from customer_access where organization_id = $1 and ended_at is null order by customer_id limit 50
        ) page join organizations o on o.id = page.customer_id order by o.id
        """;

    private const string Relationships = """
        select a.customer_id, a.kind, p.id, p.name from (
            select distinct customer_id from customer_access where organization_id = $1 and ended_at is null order by customer_id limit 50
        ) page
        join customer_access a on a.customer_id = page.customer_id and a.ended_at is null
        join organizations p on p.id = a.organization_id
        where a.organization_id = $1 or a.kind = 'Reseller' and exists (
            select 1 from customer_access mine where mine.organization_id = $1 and mine.customer_id = a.customer_id
                and mine.via_reseller_id = a.organization_id and mine.ended_at is null)
        order by a.customer_id, a.kind
        """;

    private readonly WebApplication app;
    private readonly NpgsqlDataSource source;
    private readonly Guid provider;

    private ByHand(WebApplication app, NpgsqlDataSource source, Guid provider)
    {
        Database = Installation.DatabaseOf(source.ConnectionString);
        this.app = app;
        this.source = source;
        this.provider = provider;
        Client = new HttpClient();
    }

    public HttpClient Client { get; }

    public string Path => "/by-hand";

    public string Database { get; }

    public static async Task<ByHand> StartAsync(string connectionString)
    {
        var rows = NpgsqlDataSource.Create(connectionString + ";Max Auto Prepare=20;No Reset On Close=true");
        await using var find = rows.CreateCommand("select id from organizations where name = 'Provider 000000'");
        var first = (Guid)(await find.ExecuteScalarAsync())!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        var made = new ByHand(server, rows, first);
        server.MapPost(made.Path, (RequestDelegate)made.AnswerAsync);
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        made.Client.BaseAddress = new Uri(address.Single());
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await source.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        context.Response.ContentType = "application/json; charset=utf-8";
        using var answer = new MemoryStream(32 * 1024);
        await using (var json = new Utf8JsonWriter(answer))
        {
            json.WriteStartObject();
            json.WriteStartObject("data"u8);
            var variables = body.RootElement.GetProperty("variables");
            if (variables.ValueKind is JsonValueKind.Object)
            {
                await WriteOneAsync(json, variables.GetProperty("id").GetString()!);
            }
            else
            {
                await WritePageAsync(json);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }

        context.Response.ContentLength = answer.Length;
        answer.Position = 0;
        await answer.CopyToAsync(context.Response.Body);
    }

    private async Task WriteOneAsync(Utf8JsonWriter json, string id)
    {
        if (!GlobalId.TryParse(id, out _, out var customer))
        {
            throw new FormatException(id);
        }
        await using var find = source.CreateCommand(One);
        find.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customer });
        find.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = provider });
        await using var rows = await find.ExecuteReaderAsync();
        await rows.ReadAsync();
        json.WriteStartObject("customer"u8);
        WriteOrganization(json, rows);
        json.WriteEndObject();
    }

    private async Task WritePageAsync(Utf8JsonWriter json)
    {
        await using var batch = source.CreateBatch();
        foreach (var text in new[] { Relationships, Customers })
        {
            var statement = new NpgsqlBatchCommand(text);
            statement.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = provider });
            batch.BatchCommands.Add(statement);
        }

        await using var rows = await batch.ExecuteReaderAsync();
        var partners = new Dictionary<Guid, List<(string Kind, Guid Id, string Name)>>(64);
        while (await rows.ReadAsync())
        {
            var customer = rows.GetGuid(0);
            if (!partners.TryGetValue(customer, out var some))
            {
                partners[customer] = some = [];
            }
            some.Add((rows.GetString(1), rows.GetGuid(2), rows.GetString(3)));
        }

        await rows.NextResultAsync();
        json.WriteStartObject("customers"u8);
        json.WriteStartArray("nodes"u8);
        while (await rows.ReadAsync())
        {
            json.WriteStartObject();
            WriteOrganization(json, rows);
            json.WriteStartArray("relationships"u8);
            foreach (var (kind, id, name) in partners[rows.GetGuid(0)])
            {
                json.WriteStartObject();
                json.WriteString("kind"u8, kind == "Reseller" ? "RESELLER"u8 : "PROVIDER"u8);
                json.WriteStartObject("partner"u8);
                json.WriteString("id"u8, GlobalId.Of(NodeKind.Partner, id));
                json.WriteString("name"u8, name);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOrganization(Utf8JsonWriter json, NpgsqlDataReader rows)
    {
        json.WriteString("id"u8, GlobalId.Of(NodeKind.Customer, rows.GetGuid(0)));
        json.WriteString("name"u8, rows.GetString(1));
        json.WriteString("domain"u8, rows.GetString(2));
    }
}
