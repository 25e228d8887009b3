using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Http;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Options;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.EventStreams;

/// <summary>
/// graphql-sse, single connection mode: PUT reserves a stream and answers its token, GET opens it, POST starts operations whose
/// responses go there, DELETE stops one.
/// </summary>
internal sealed class SharedStreamProtocol(
    IOptions<GraphQLServerOptions> options,
    RequestReader reader,
    ExecuteRequest execute,
    OperationRunner runner,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<SharedStreamProtocol> logger
)
{
    private const string TokenHeader = "X-GraphQL-Event-Stream-Token";
    private const int Queue = 64;

    private readonly GraphQLServerOptions options = options.Value;
    private readonly ConcurrentDictionary<string, SharedStream> streams = new(StringComparer.Ordinal);

    public bool IsMeant(HttpRequest request) =>
        options.Streams.SingleConnection && (HttpMethods.IsPut(request.Method) || Token(request) is not null);

    public Task ServeAsync(HttpContext context, Acceptance acceptance)
    {
        var method = context.Request.Method;
        if (HttpMethods.IsPut(method))
        {
            return ReserveAsync(context);
        }
        if (!streams.TryGetValue(Token(context.Request)!, out var stream))
        {
            return ResponseWriter.RefuseAsync(context, SharedStreamRefusals.UnknownStream, acceptance.Best);
        }
        if (HttpMethods.IsGet(method))
        {
            return OpenAsync(context, stream, acceptance);
        }
        if (HttpMethods.IsPost(method))
        {
            return StartAsync(context, stream, acceptance);
        }
        if (HttpMethods.IsDelete(method))
        {
            return StopAsync(context, stream, acceptance);
        }
        context.Response.Headers.Allow = "GET, POST, PUT, DELETE";
        return ResponseWriter.RefuseAsync(context, Refusals.Method, acceptance.Best);
    }

    private static string? Token(HttpRequest request) =>
        request.Headers.TryGetValue(TokenHeader, out var header) ? header.ToString()
        : request.Query.TryGetValue("token", out var parameter) ? parameter.ToString()
        : null;

    private async Task ReserveAsync(HttpContext context)
    {
        var admission = await options.AdmitRequest(context, context.RequestAborted);
        await admission.DisposeAsync();
        if (admission.Refusal is { } refusal)
        {
            await ResponseWriter.RefuseAsync(context, refusal, format: null);
            return;
        }
        if (streams.Count >= options.Streams.MaxReservations)
        {
            await ResponseWriter.RefuseAsync(context, SharedStreamRefusals.TooManyStreams, format: null);
            return;
        }
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var queue = new SendQueue(Queue, options.Streams.SendTimeout, clock);
        var stream = new SharedStream(queue, options.Streams.MaxOperations, lifetime.ApplicationStopping);
        streams[token] = stream;
        _ = ExpireAsync(token, stream);

        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.WriteAsync(token, context.RequestAborted);
    }

    private async Task ExpireAsync(string token, SharedStream stream)
    {
        await Task.Delay(options.Streams.ReservationLifetime, clock, stream.End)
            .ContinueWith(static _ => { }, TaskScheduler.Default);
        if (stream.TryExpire())
        {
            await RemoveAsync(token, stream);
        }
    }

    private async Task RemoveAsync(string token, SharedStream stream)
    {
        streams.TryRemove(token, out _);
        await stream.FinishAsync();
        stream.Dispose();
    }

    private async Task OpenAsync(HttpContext context, SharedStream stream, Acceptance acceptance)
    {
        if (!acceptance.AllowsEventStream)
        {
            await ResponseWriter.RefuseAsync(context, Refusals.NotAcceptable, acceptance.Best);
            return;
        }
        if (!stream.TryOpen())
        {
            await ResponseWriter.RefuseAsync(context, SharedStreamRefusals.AlreadyOpen, acceptance.Best);
            return;
        }
        using var writeEnd = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await using var stopping = stream.End.UnsafeRegister(_ => stream.Queue.Close(), state: null);
        await using var grace = lifetime.ApplicationStopping.UnsafeRegister(
            _ => writeEnd.CancelAfter(options.StopGrace),
            state: null
        );
        try
        {
            await new EventStreamWriter(options.Streams, clock, logger).WriteAsync(
                context,
                stream.Queue,
                writeEnd.Token
            );
        }
        finally
        {
            await RemoveAsync(Token(context.Request)!, stream);
        }
    }

    [SuppressMessage(
        "Reliability",
        "CA2000",
        Justification = "What the operation needs is disposed when it has ended."
    )]
    private async Task StartAsync(HttpContext context, SharedStream stream, Acceptance acceptance)
    {
        var format =
            acceptance.Best is ResponseFormat.GraphQLResponse ? ResponseFormat.GraphQLResponse : ResponseFormat.Json;
        var read = await reader.ReadBodyAsync(context, context.RequestAborted);
        var (id, refused) = read.Request is { } request ? OperationId(request.Extensions) : (null, read.Refusal);
        if (id is null)
        {
            read.Dispose();
            await ResponseWriter.RefuseAsync(context, refused!, format);
            return;
        }
        var admission = await options.AdmitRequest(context, context.RequestAborted);
        var outcome = StartOutcome.Gone;
        var cancellation = CancellationToken.None;
        refused = admission.Refusal;
        if (refused is null)
        {
            outcome = stream.TryStart(id, out cancellation);
            refused = SharedStreamRefusals.Of(outcome);
        }
        if (refused is not null)
        {
            read.Dispose();
            await admission.DisposeAsync();
            await ResponseWriter.RefuseAsync(context, refused, format);
            return;
        }

        var operation = new SharedOperation(stream, id, read, admission, scopes.CreateAsyncScope());
        try
        {
            var result = await execute(read.Request!, admission.State, operation.Services, cancellation);
            if (result is SingleResult { Kind: not ResultKind.Executed } refusedRequest)
            {
                using (refusedRequest)
                {
                    // The id is free again before the client can know of the refusal, and use it once more.
                    await operation.DisposeAsync();
                    await ResponseWriter.WriteAsync(context, refusedRequest, format);
                }
                return;
            }
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            _ = DeliverAsync(result, operation, cancellation);
        }
        catch
        {
            await operation.DisposeAsync();
            throw;
        }
    }

    private async Task DeliverAsync(ExecutionResult result, SharedOperation operation, CancellationToken cancellation)
    {
        await using (operation)
        {
            var caller = new CallerCheck(options.StillAllowed, operation.State, logger);
            var dismissed = caller.WaitForDismissalAsync(options.RecheckInterval, clock, cancellation);
            var delivering = runner.DeliverAsync(result, caller, operation.Sink, cancellation);
            await Task.WhenAny(delivering, dismissed);
            operation.Cancel();
            await delivering;
            await dismissed.ContinueWith(static _ => { }, TaskScheduler.Default);
            await operation.Sink.CompletedAsync(CancellationToken.None);
        }
    }

    private static Task StopAsync(HttpContext context, SharedStream stream, Acceptance acceptance)
    {
        var id = context.Request.Query["operationId"].ToString();
        if (id.Length == 0 || !stream.Cancel(id))
        {
            return ResponseWriter.RefuseAsync(context, SharedStreamRefusals.UnknownOperation, acceptance.Best);
        }
        context.Response.StatusCode = StatusCodes.Status200OK;
        return Task.CompletedTask;
    }

    private static (string? Id, Refusal? Refusal) OperationId(JsonElement extensions) =>
        extensions.ValueKind == JsonValueKind.Object
        && extensions.TryGetProperty("operationId", out var id)
        && id.ValueKind == JsonValueKind.String
        && id.GetString() is { Length: > 0 and <= 256 } text
            ? (text, null)
            : (null, Refusal.BadRequest("An operation on a shared stream needs 'extensions.operationId'."));

    /// <summary>A running operation and what lives as long as it.</summary>
    private sealed class SharedOperation(
        SharedStream stream,
        string id,
        ReadRequest read,
        Admission admission,
        AsyncServiceScope scope
    ) : IAsyncDisposable
    {
        private bool ended;

        public IServiceProvider Services => scope.ServiceProvider;

        public object? State => admission.State;

        public EventStreamSink Sink { get; } = new(stream.Queue, EventFrames.OfOperation(id));

        public void Cancel() => stream.Cancel(id);

        public async ValueTask DisposeAsync()
        {
            if (ended)
            {
                return;
            }
            ended = true;
            stream.Ended(id);
            await scope.DisposeAsync();
            await admission.DisposeAsync();
            read.Dispose();
        }
    }
}
