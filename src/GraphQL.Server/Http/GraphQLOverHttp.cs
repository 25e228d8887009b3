using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.EventStreams;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Options;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Http;

/// <summary>GraphQL over HTTP: one request, one response; a client that accepts event streams gets one where the operation has many.</summary>
internal sealed class GraphQLOverHttp(
    IOptions<GraphQLServerOptions> options,
    RequestReader reader,
    ExecuteRequest execute,
    EventStreamProtocol streams,
    SharedStreamProtocol sharedStreams,
    ILogger<GraphQLOverHttp> logger
)
{
    private readonly GraphQLServerOptions options = options.Value;

    public async Task ServeAsync(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var acceptance = Acceptance.Of(context.Request);
        try
        {
            if (sharedStreams.IsMeant(context.Request))
            {
                await sharedStreams.ServeAsync(context, acceptance);
                return;
            }
            await ServeAsync(context, acceptance);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left who could read an answer.
        }
        catch (BadHttpRequestException failure) when (!context.Response.HasStarted)
        {
            await ResponseWriter.RefuseAsync(context, Refusals.Unreadable(failure.StatusCode), acceptance.Best);
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            TransportLog.RequestFailed(logger, failure);
            await ResponseWriter.RefuseAsync(context, Refusal.Internal, acceptance.Best);
        }
    }

    private async Task ServeAsync(HttpContext context, Acceptance acceptance)
    {
        if (acceptance.Best is not { } format)
        {
            await ResponseWriter.RefuseAsync(context, Refusals.NotAcceptable, format: null);
            return;
        }
        var isGet = HttpMethods.IsGet(context.Request.Method);
        if (!isGet && !HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = options.AllowGet ? "GET, POST" : "POST";
            await ResponseWriter.RefuseAsync(context, Refusals.Method, format);
            return;
        }

        using var read = isGet
            ? reader.ReadQueryString(context.Request)
            : await reader.ReadBodyAsync(context, context.RequestAborted);
        if (read.Request is not { } request)
        {
            if (read.Refusal!.Status == StatusCodes.Status405MethodNotAllowed)
            {
                context.Response.Headers.Allow = HttpMethods.Post;
            }
            await ResponseWriter.RefuseAsync(context, read.Refusal, format);
            return;
        }

        // Who it is comes last before the execution: a slow body must not outlive a sign-out.
        var admission = await options.AdmitRequest(context, context.RequestAborted);
        if (admission.Refusal is { } refusal)
        {
            await ResponseWriter.RefuseAsync(context, refusal, format);
            return;
        }
        try
        {
            await ExecuteAsync(context, request, admission.State, acceptance with { Best = format });
        }
        finally
        {
            await admission.DisposeAsync();
        }
    }

    private async Task ExecuteAsync(HttpContext context, GraphQLRequest request, object? state, Acceptance acceptance)
    {
        var result = await execute(request, state, context.RequestServices, context.RequestAborted);
        var format = acceptance.Best!.Value;
        if (format == ResponseFormat.EventStream || (result is EventStream && acceptance.AllowsEventStream))
        {
            await streams.ServeAsync(context, result, state);
            return;
        }
        if (result is not SingleResult single)
        {
            await ((EventStream)result).LeaveAsync();
            await ResponseWriter.RefuseAsync(context, Refusals.SubscriptionNeedsStream, format);
            return;
        }
        using (single)
        {
            var isCacheable = request is { QueriesOnly: true, DocumentId: not null };
            await (
                isCacheable
                    ? ResponseWriter.WriteCacheableAsync(context, single, format)
                    : ResponseWriter.WriteAsync(context, single, format)
            );
        }
    }
}
