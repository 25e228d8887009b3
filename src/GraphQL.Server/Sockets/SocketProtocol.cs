using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PartnerGraph.GraphQL.Server.Http;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Options;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Sockets;

/// <summary>graphql-transport-ws: queries, mutations and subscriptions over one WebSocket.</summary>
internal sealed class SocketProtocol(
    IOptions<GraphQLServerOptions> options,
    RequestReader reader,
    OperationRunner runner,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<SocketProtocol> logger
)
{
    private const string Subprotocol = "graphql-transport-ws";

    private static readonly Refusal ForeignOrigin = Refusal.Of(
        StatusCodes.Status403Forbidden,
        ServerErrorCodes.Forbidden,
        "Pages of this origin may not open a socket here."
    );

    private readonly GraphQLServerOptions options = options.Value;

    public async Task ServeAsync(HttpContext context)
    {
        if (!IsAllowed(context.Request.Headers.Origin.ToString()))
        {
            await ResponseWriter.RefuseAsync(context, ForeignOrigin, format: null);
            return;
        }
        context.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        var isOurs = context.WebSockets.WebSocketRequestedProtocols.Contains(Subprotocol, StringComparer.Ordinal);
        using var socket = await context.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext
            {
                SubProtocol = isOurs ? Subprotocol : null,
                KeepAliveInterval = options.Sockets.KeepAlive,
                KeepAliveTimeout = options.Sockets.KeepAliveTimeout,
            }
        );
        var sender = new SocketSender(socket, options.Sockets, clock, logger);
        if (!isOurs)
        {
            sender.RequestClose(CloseCode.SubprotocolNotAcceptable, "Subprotocol not acceptable");
        }
        var operations = new SocketOperations(runner, scopes, sender, options.Sockets.MaxOperations);
        var connection = new SocketConnection(context, socket, options, reader, operations, sender, clock, logger);
        await connection.RunAsync(lifetime.ApplicationStopping);
    }

    /// <summary>A page of another site could open a socket with the visitor's cookies; browsers always send the page's origin.</summary>
    private bool IsAllowed(string origin) =>
        origin.Length == 0
        || options.Sockets.AllowedOrigins.Count == 0
        || options.Sockets.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
