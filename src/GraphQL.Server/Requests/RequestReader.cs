using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PartnerGraph.GraphQL.Server.Options;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>Reads a request from a POST's body or a GET's query string (GraphQL over HTTP, Request).</summary>
internal sealed class RequestReader(IOptions<GraphQLServerOptions> options)
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly GraphQLServerOptions options = options.Value;
    private readonly KnownTexts texts = new(options.Value.MaxJsonDepth);

    /// <summary>The request of a POST (GraphQL over HTTP, POST).</summary>
    public async ValueTask<ReadRequest> ReadBodyAsync(HttpContext context, CancellationToken cancellation)
    {
        if (UnsupportedMediaType(context.Request) is { } unsupported)
        {
            return ReadRequest.Refused(unsupported);
        }
        var body = await BodyReader.ReadAsync(context, options.MaxBodyBytes, cancellation);
        if (body is not var (buffer, length))
        {
            if (HttpProtocol.IsHttp11(context.Request.Protocol))
            {
                // What is still under way is not worth reading.
                context.Response.Headers.Connection = "close";
            }
            return ReadRequest.Refused(
                Refusal.Of(
                    StatusCodes.Status413PayloadTooLarge,
                    ServerErrorCodes.TooLarge,
                    $"The request is larger than {options.MaxBodyBytes} bytes."
                )
            );
        }

        ReadOnlyMemory<byte> text = buffer.AsMemory(0, length);
        text = text.Span.StartsWith(ByteOrderMark) ? text[ByteOrderMark.Length..] : text;
        return texts.Find(text, buffer) ?? ReadNew(text, buffer);
    }

    private ReadRequest ReadNew(ReadOnlyMemory<byte> text, byte[] buffer)
    {
        if (JsonText.Parse(text, options.MaxJsonDepth) is not { } json)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            return ReadRequest.Refused(Refusal.BadRequest("The request's body is not well-formed JSON."));
        }
        var parameters = RequestParameters.Read(json.RootElement);
        if (parameters.Request is { } request)
        {
            texts.Remember(text.Span, request);
        }
        return ReadRequest.From(parameters, buffer, json);
    }

    /// <summary>The request of a GET: only queries may run (GraphQL over HTTP, GET).</summary>
    public ReadRequest ReadQueryString(HttpRequest http)
    {
        var given = http.Query;
        foreach (var name in (ReadOnlySpan<string>)["query", "documentId", "operationName", "variables", "extensions"])
        {
            if (given[name].Count > 1)
            {
                return ReadRequest.Refused(Refusal.BadRequest($"The parameter '{name}' stands there more than once."));
            }
        }
        if (!options.AllowGet && given["documentId"].Count == 0)
        {
            return ReadRequest.Refused(
                Refusal.Of(
                    StatusCodes.Status405MethodNotAllowed,
                    ServerErrorCodes.MethodNotAllowed,
                    "Send the query by POST."
                )
            );
        }

        var (variables, variablesAreWrong) = ReadMap(given["variables"]);
        var (extensions, extensionsAreWrong) = ReadMap(given["extensions"]);
        if (variablesAreWrong || extensionsAreWrong)
        {
            variables?.Dispose();
            extensions?.Dispose();
            var wrong = variablesAreWrong ? "variables" : "extensions";
            return ReadRequest.Refused(Refusal.BadRequest($"The parameter '{wrong}' must be a JSON object."));
        }
        var parameters = RequestParameters.Make(
            given["query"],
            given["documentId"],
            given["operationName"],
            variables?.RootElement ?? default,
            extensions?.RootElement ?? default,
            queriesOnly: true
        );
        return ReadRequest.From(parameters, pooled: null, variables, extensions);
    }

    /// <summary>The request of a socket's subscribe message, whose memory belongs to <paramref name="message"/>.</summary>
    public ReadRequest ReadMessage(JsonElement payload, JsonDocument message) =>
        ReadRequest.From(RequestParameters.Read(payload), pooled: null, message);

    private (JsonDocument? Map, bool IsWrong) ReadMap(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return (null, false);
        }
        var json = JsonText.Parse(Encoding.UTF8.GetBytes(text), options.MaxJsonDepth);
        if (json?.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Null)
        {
            return (json, false);
        }
        json?.Dispose();
        return (null, true);
    }

    /// <summary>Only JSON in UTF-8: a page of another site can send forms and plain text without asking, but not this (cross-site request forgery).</summary>
    private static Refusal? UnsupportedMediaType(HttpRequest request)
    {
        var isJson =
            string.Equals(request.ContentType, "application/json", StringComparison.Ordinal)
            || MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
                && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
                && (
                    !type.Charset.HasValue
                    || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                );
        if (isJson && (request.Headers.ContentEncoding.Count == 0 || request.Headers.ContentEncoding == "identity"))
        {
            return null;
        }
        return Refusal.Of(
            StatusCodes.Status415UnsupportedMediaType,
            ServerErrorCodes.UnsupportedMediaType,
            "The request's body must be application/json in UTF-8."
        );
    }
}
