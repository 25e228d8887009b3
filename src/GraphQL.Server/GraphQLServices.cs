using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Execution;
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
    /// Adds the transports (GraphQL over HTTP, graphql-sse, graphql-transport-ws) and the executor of the <see cref="BoundSchema"/> that the
    /// application registers. Options come from the section <c>GraphQL</c>, then from <paramref name="configure"/>; wrong values stop the
    /// start. An application that does something around every request registers its own <see cref="ExecuteRequest"/> first.
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
        services.TryAddSingleton(provider => new RequestExecutor(
            provider.GetRequiredService<BoundSchema>(),
            provider.GetRequiredService<IOptions<GraphQLServerOptions>>().Value.ForExecutor()
        ));
        services.TryAddSingleton<ExecuteRequest>(provider =>
            provider.GetRequiredService<RequestExecutor>().ExecuteAsync
        );
        services.TryAddSingleton<RequestReader>();
        services.TryAddSingleton<OperationRunner>();
        services.TryAddSingleton<GraphQLOverHttp>();
        services.TryAddSingleton<EventStreamProtocol>();
        services.TryAddSingleton<SharedStreamProtocol>();
        services.TryAddSingleton<SocketProtocol>();
        return services;
    }
}
