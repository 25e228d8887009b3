using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Http;

/// <summary>Writes one response with its status (GraphQL over HTTP, Response).</summary>
internal static class ResponseWriter
{
    private const int PartialSuccess = 294;

    /// <summary>The refusal as a response whose body has the error.</summary>
    public static async Task RefuseAsync(HttpContext context, Refusal refusal, ResponseFormat? format)
    {
        var readable = format is ResponseFormat.GraphQLResponse ? ResponseFormat.GraphQLResponse : ResponseFormat.Json;
        await WriteAsync(context, refusal.Status, readable, ErrorBody.Response(refusal.Error), context.RequestAborted);
    }

    /// <summary>A request's result.</summary>
    public static ValueTask<FlushResult> WriteAsync(HttpContext context, SingleResult result, ResponseFormat format)
    {
        var status = Status(result, format);
        if (status == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = HttpMethods.Post;
        }
        if (status == PartialSuccess && context.Features.Get<IHttpResponseFeature>() is { } response)
        {
            response.ReasonPhrase = "Partial Success";
        }
        return WriteAsync(context, status, format, result.Json, context.RequestAborted);
    }

    /// <summary>
    /// The result of a trusted document that was asked for by GET, with a validator: the client may keep it and asks whether it still holds.
    /// It runs every time, so that nobody reads from a cache what he may no longer see.
    /// </summary>
    public static ValueTask<FlushResult> WriteCacheableAsync(
        HttpContext context,
        SingleResult result,
        ResponseFormat format
    )
    {
        if (result.Kind != ResultKind.Executed || result.Errors.Count > 0)
        {
            return WriteAsync(context, result, format);
        }
        var headers = context.Response.Headers;
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(result.Json.Span).AsSpan(0, 16))}\"";
        headers.ETag = tag;
        headers.CacheControl = "private, no-cache";
        headers.Append(HeaderNames.Vary, "Accept, Authorization, Cookie");
        if (IsKnown(context.Request, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return default;
        }
        return WriteAsync(context, result, format);
    }

    private static int Status(SingleResult result, ResponseFormat format) =>
        result.Kind switch
        {
            ResultKind.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
            ResultKind.Conflict when format == ResponseFormat.GraphQLResponse => StatusCodes.Status409Conflict,
            ResultKind.Contradiction when format == ResponseFormat.GraphQLResponse =>
                StatusCodes.Status422UnprocessableEntity,
            ResultKind.RequestError when format == ResponseFormat.GraphQLResponse => StatusCodes.Status400BadRequest,
            ResultKind.Executed when format == ResponseFormat.GraphQLResponse && result.Errors.Count > 0 =>
                PartialSuccess,
            _ => StatusCodes.Status200OK,
        };

    private static bool IsKnown(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known)
        && known.Any(entry =>
            entry.Equals(EntityTagHeaderValue.Any)
            || entry.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false)
        );

    private static ValueTask<FlushResult> WriteAsync(
        HttpContext context,
        int status,
        ResponseFormat format,
        ReadOnlyMemory<byte> body,
        CancellationToken cancellation
    )
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = Acceptance.ContentType(format);
        response.ContentLength = body.Length;
        if (response.Headers.CacheControl.Count == 0)
        {
            response.Headers.CacheControl = "no-store";
        }
        return response.BodyWriter.WriteAsync(body, cancellation);
    }
}
