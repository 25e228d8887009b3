using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.GraphQL.Server.Http;
using PartnerGraph.GraphQL.Server.Requests;
using PartnerGraph.GraphQL.Server.Sockets;

namespace PartnerGraph.GraphQL.Server;

/// <summary>Where the engine is reached: one address for all its protocols (GraphQL over HTTP, URL).</summary>
public static class GraphQLEndpoints
{
    /// <summary>Answers GraphQL at this path: POST, GET where allowed, event streams and WebSockets (GraphQL over HTTP, URL).</summary>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints,
        string pattern = "/graphql"
    )
    {
        var services = endpoints.ServiceProvider;
        // Missing registrations stop the start and not the first request.
        services.GetRequiredService<ExecuteRequest>();
        var http = services.GetRequiredService<GraphQLOverHttp>();
        var sockets = services.GetRequiredService<SocketProtocol>();

        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(context =>
            context.WebSockets.IsWebSocketRequest ? sockets.ServeAsync(context) : http.ServeAsync(context)
        );
        var any = pipeline.Build();
        // A POST opens no socket: it needs nothing of what stands before.
        return endpoints
            .Map(
                pattern,
                context => HttpMethods.IsPost(context.Request.Method) ? http.ServeAsync(context) : any(context)
            )
            .WithDisplayName("GraphQL");
    }
}
