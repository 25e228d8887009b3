using System.Net;
using PartnerGraph.GraphQL.Server.TrustedDocuments;

namespace PartnerGraph.GraphQL.Server.Tests.Http;

public sealed class TrustedDocumentTests
{
    private const string Query = "{ hello }";
    private const string Mutation = "mutation { bump }";

    private static readonly DocumentSet Documents = new([Query, Mutation, "{ who }", "{ fail }"]);

    private static Task<TestServer> StartAsync(bool only) =>
        TestServer.StartAsync(options =>
        {
            options.TrustedDocuments = Documents;
            options.TrustedDocumentsOnly = only;
        });

    [Fact]
    public void An_id_is_the_hash_of_the_text() =>
        DocumentId.Of(Query).ShouldBe("sha256:001c3174e099bd72b729d0c0a529ba9f5a740c446e2a6e1d71b283cb84ec3065");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_trusted_document_runs_by_its_id_over_post_and_get(bool only)
    {
        await using var server = await StartAsync(only);

        using var post = await server.PostAsync($$"""{"documentId":"{{DocumentId.Of(Query)}}"}""");
        using var get = await server.GetAsync($"documentId={DocumentId.Of(Query)}");

        (await post.Content.ReadAsStringAsync()).ShouldBe("""{"data":{"hello":"world"}}""");
        (await get.Content.ReadAsStringAsync()).ShouldBe("""{"data":{"hello":"world"}}""");
    }

    [Fact]
    public async Task A_text_of_the_clients_own_is_refused_where_only_trusted_documents_run()
    {
        await using var server = await StartAsync(only: true);

        using var response = await server.PostAsync($$"""{"query":"{{Query}}"}""", "application/graphql-response+json");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.CodeAsync()).ShouldBe("BAD_USER_INPUT");
    }

    [Fact]
    public async Task A_socket_runs_only_trusted_documents_too()
    {
        await using var server = await StartAsync(only: true);
        await using var socket = await (await server.ConnectAsync()).InitAsync();

        await socket.SubscribeAsync("1", Query);
        var refused = await socket.ReceiveAsync();
        await socket.SendAsync(
            $$$"""{"id":"2","type":"subscribe","payload":{"documentId":"{{{DocumentId.Of(Query)}}}"}}"""
        );
        var next = await socket.ReceiveAsync();

        refused.Type().ShouldBe("error");
        refused.Payload().Code().ShouldBe("BAD_USER_INPUT");
        next.Payload().GetProperty("data").GetProperty("hello").GetString().ShouldBe("world");
    }

    [Fact]
    public async Task An_unknown_id_is_400()
    {
        await using var server = await StartAsync(only: false);

        using var response = await server.PostAsync(
            $$"""{"documentId":"{{DocumentId.Of("{ other }")}}"}""",
            "application/graphql-response+json"
        );

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.CodeAsync()).ShouldBe("BAD_USER_INPUT");
    }

    [Fact]
    public async Task A_trusted_mutation_by_get_is_405()
    {
        await using var server = await StartAsync(only: true);

        using var response = await server.GetAsync($"documentId={DocumentId.Of(Mutation)}");

        response.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_get_of_a_trusted_query_has_a_validator_and_is_304_while_it_holds()
    {
        await using var server = await StartAsync(only: false);
        var address = $"documentId={DocumentId.Of(Query)}";

        using var first = await server.GetAsync(address);
        using var again = await server.GetAsync(
            address,
            change: request => request.Headers.IfNoneMatch.Add(first.Headers.ETag!)
        );
        using var other = await server.GetAsync(
            address,
            change: request => request.Headers.IfNoneMatch.ParseAdd("\"other\"")
        );

        first.Headers.ETag.ShouldNotBeNull();
        first.Headers.CacheControl!.ToString().ShouldBe("no-cache, private");
        first.Headers.Vary.ShouldBe(["Accept", "Authorization", "Cookie"]);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Errors_and_posts_have_no_validator()
    {
        await using var server = await StartAsync(only: false);

        using var failed = await server.GetAsync($"documentId={DocumentId.Of("{ fail }")}");
        using var post = await server.PostAsync($$"""{"documentId":"{{DocumentId.Of(Query)}}"}""");

        failed.Headers.ETag.ShouldBeNull();
        failed.Headers.CacheControl!.NoStore.ShouldBeTrue();
        post.Headers.ETag.ShouldBeNull();
    }

    [Fact]
    public async Task Documents_are_read_from_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory("partnergraph-documents");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "portal"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "portal", "hello.graphql"), Query);
            await using var server = await TestServer.StartAsync(
                configuration: new()
                {
                    ["GraphQL:TrustedDocumentsFolder"] = folder.FullName,
                    ["GraphQL:TrustedDocumentsOnly"] = "true",
                }
            );

            using var response = await server.PostAsync($$"""{"documentId":"{{DocumentId.Of(Query)}}"}""");

            response.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
