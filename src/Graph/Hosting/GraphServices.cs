using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Demo;
using PartnerGraph.Graph.Enrollments;
using PartnerGraph.Graph.Events;
using PartnerGraph.Graph.Health;
using PartnerGraph.Graph.LinkPages;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Graph.Settings;
using PartnerGraph.Graph.Telemetry;
using PartnerGraph.Graph.Webhooks;
using PartnerGraph.GraphQL.Server;
using PartnerGraph.GraphQL.Server.Options;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Worker;
using PartnerGraph.Worker.Schedules;
using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Graph.Hosting;

/// <summary>What the program is made of, one method a concern.</summary>
internal static class GraphServices
{
    /// <summary>What answers requests, and the background work beside it where Worker__InProcess is true.</summary>
    public static void AddServer(this IServiceCollection services, GraphSettings settings)
    {
        services.AddShared(settings);
        services.AddOperations(settings);
        services.AddPages(settings);
        services.AddDemo();
        services.AddHostedService<Draining>();
        if (settings.WorkerInProcess)
            services.AddBackgroundWork(settings);
    }

    /// <summary>What executes operations: those of requests, and those that a webhook's endpoint has stored.</summary>
    public static void AddOperations(this IServiceCollection services, GraphSettings settings)
    {
        services.AddAccess(settings);
        services.AddEnrollments(settings);
        services.AddSchema(settings);
        services.AddTransports();
    }

    /// <summary>Mails, events and schedules.</summary>
    public static void AddBackgroundWork(this IServiceCollection services, GraphSettings settings)
    {
        services.AddSingleton(settings.Dispatch);
        services.AddSingleton(Retention.Default with { AuditTrail = settings.AuditKept });
        services.AddSingleton<WebhookRenderer>();
        services.AddSingleton<RenderWebhook>(provider => provider.GetRequiredService<WebhookRenderer>().RenderAsync);
        services.AddSingleton(new ToldEvents([.. EventTable.All.Select(entry => entry.Name)]));
        services.AddWebhooks(settings.Webhooks);
        services.AddWorker(settings.Mail, Options(settings));
        services.AddSingleton<MailServerWatch>();
    }

    /// <summary>What the server, the worker and every command work with.</summary>
    public static void AddShared(this IServiceCollection services, GraphSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings.WebMail);
        services.AddDatabase(settings);
        services.AddSessions();
        services.AddLinks(settings);
        services.AddTelemetry(settings);
        services.AddSingleton<Readiness>();
    }

    private static void AddDatabase(this IServiceCollection services, GraphSettings settings)
    {
        services.AddSingleton(new SessionLifetimes(settings.Lifetimes.Session, settings.Lifetimes.SignedIn));
        services.AddPersistence(Options(settings));
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

    private static void AddLinks(this IServiceCollection services, GraphSettings settings)
    {
        services.AddSingleton(new LinkKey(settings.Links.Key));
        services.AddSingleton(new LinkAddress(settings.Links.PublicUrl));
        services.AddSingleton<SuppressionList>();
        services.AddSingleton(
            LinkPolicy.Default with
            {
                VerificationLifetime = settings.Lifetimes.VerificationLink,
                InvitationLifetime = settings.Lifetimes.Invitation,
            }
        );
        services.AddSingleton(new TemporaryPasswordPolicy(settings.Lifetimes.TemporaryPassword));
    }

    private static void AddEnrollments(this IServiceCollection services, GraphSettings settings)
    {
        services.AddSingleton<NewWorkAccount>();
    }

    private static void AddDemo(this IServiceCollection services)
    {
        services.AddSingleton<DemoTools>();
        services.AddSingleton<DemoWorld>();
        services.AddSingleton<DemoStart>();
    }

    private static DatabaseOptions Options(GraphSettings settings) =>
        new()
        {
            Provider = settings.Database.Provider,
            ConnectionString = settings.Database.ConnectionString,
            OwnerConnectionString = settings.Database.OwnerConnectionString,
            Roles = settings.Database.Roles,
        };

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
        services.AddLinkPages(settings);
    }
}
