using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PartnerGraph.GraphQL.Server.EventStreams;
using PartnerGraph.GraphQL.Server.Http;
using PartnerGraph.GraphQL.Server.Operations;
using PartnerGraph.GraphQL.Server.Options;
using PartnerGraph.GraphQL.Server.Requests;
using PartnerGraph.GraphQL.Server.Sockets;

namespace PartnerGraph.GraphQL.Server;

/// <summary>Registers what <see cref="GraphQLEndpoints.MapGraphQL"/> needs (GraphQL over HTTP).</summary>
public static class GraphQLServices
{
    /// <summary>
    /// Adds the transports (GraphQL over HTTP, graphql-sse, graphql-transport-ws). The application registers an <see cref="ExecuteRequest"/>
    /// too: usually its executor's own method. Options come from the section <c>GraphQL</c>, then from <paramref name="configure"/>;
    /// wrong values stop the start.
    /// </summary>
    public static IServiceCollection AddGraphQLServer(
        this IServiceCollection services,
        Action<GraphQLServerOptions>? configure = null
    )
    {
        services
            .AddOptions<GraphQLServerOptions>()
            .BindConfiguration(GraphQLServerOptions.Section)
            .Configure(configure ?? (static _ => { }))
            .ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<GraphQLServerOptions>, OptionsValidation>()
        );
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<RequestReader>();
        services.TryAddSingleton<OperationRunner>();
        services.TryAddSingleton<GraphQLOverHttp>();
        services.TryAddSingleton<EventStreamProtocol>();
        services.TryAddSingleton<SharedStreamProtocol>();
        services.TryAddSingleton<SocketProtocol>();
        return services;
    }
}
