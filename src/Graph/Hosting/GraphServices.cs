using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Health;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Graph.Settings;
using PartnerGraph.GraphQL.Server;
using PartnerGraph.GraphQL.Server.Options;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;

namespace PartnerGraph.Graph.Hosting;

/// <summary>What the program is made of, one method a concern.</summary>
internal static class GraphServices
{
    public static void AddGraph(this IServiceCollection services, GraphSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddDatabase(settings);
        services.AddAccess(settings);
        services.AddSessions();
        services.AddTransports();
        services.AddPages(settings);
        services.AddSingleton<Readiness>();
    }

    private static void AddDatabase(this IServiceCollection services, GraphSettings settings)
    {
        services.AddSingleton(new SessionLifetimes(settings.Lifetimes.Session, settings.Lifetimes.SignedIn));
        services.AddPersistence(
            new DatabaseOptions
            {
                Provider = settings.Database.Provider,
                ConnectionString = settings.Database.ConnectionString,
            }
        );
        services.AddSingleton<DatabasePreparation>();
    }

    private static void AddAccess(this IServiceCollection services, GraphSettings settings)
    {
        services.AddSingleton<RecentCallers>();
        services.AddSingleton<Callers>();
        services.AddSingleton(new RequestLimits(settings.Rates));
        services.AddSingleton<RequestGate>();
        if (settings.Oidc is { } oidc)
        {
            services.AddSingleton(oidc);
            services.AddSingleton<OutsideIssuer>();
        }
    }

    private static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton(new PasswordRules(CommonPasswords.All()));
        services.AddSingleton<SessionOpener>();
        services.AddSingleton<FirstOperator>();
    }

    private static void AddTransports(this IServiceCollection services)
    {
        services.AddGraphQLServer();
        services
            .AddOptions<GraphQLServerOptions>()
            .Configure<RequestGate>(
                (options, gate) =>
                {
                    options.AdmitRequest = gate.AdmitAsync;
                    options.AdmitSocket = gate.AdmitSocketAsync;
                    options.StillAllowed = gate.StillAllowedAsync;
                    options.RecheckInterval = RecentCallers.Recheck;
                }
            );
    }

    private static void AddPages(this IServiceCollection services, GraphSettings settings)
    {
        services.AddRazorComponents();
        services.AddFormProtection(settings.Links.Key);
    }
}
