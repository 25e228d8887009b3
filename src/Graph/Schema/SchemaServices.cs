using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Acting;
using PartnerGraph.Graph.Audit;
using PartnerGraph.Graph.Idempotency;
using PartnerGraph.Graph.Invitations;
using PartnerGraph.Graph.Settings;
using PartnerGraph.Graph.Users;
using PartnerGraph.Graph.Webhooks;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Server.Options;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.Graph.Schema;

/// <summary>The schema, how it is executed, and what the capabilities' use cases work with.</summary>
internal static class SchemaServices
{
    // What tries a password, a token or a registry may not be tried many times within one request.
    private static readonly string[] OncePerOperation =
    [
        "signIn",
        "refreshSession",
        "changePassword",
        "startEnrollment",
        "signInToMembership",
        "verifyEnrollmentEmail",
        "requestPasswordReset",
        "setNewPassword",
        "verifyEmail",
        "releaseAddress",
        "previewInvitation",
        "acceptInvitation",
        "declineInvitation",
    ];

    public static void AddSchema(this IServiceCollection services, GraphSettings settings)
    {
        services.AddSingleton(_ => GraphSchema.Build());
        services.AddSingleton<MutationTrail>();
        services.AddSingleton<FailedSignIns>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<AuditExport>();
        services.AddSingleton<IdempotentExecution>();
        services.AddSingleton<OperationGate>();
        services.AddSingleton<ExecuteRequest>(provider => provider.GetRequiredService<OperationGate>().ExecuteAsync);
        services
            .AddOptions<GraphQLServerOptions>()
            .Configure<ILogger<FailureLog>>(
                (options, logger) =>
                {
                    // Names are for those who may read the schema anyway.
                    options.IsSignedIn = state => settings.Development || state is RequestState { Caller: not null };
                    options.Executor = executor =>
                        executor with
                        {
                            Observer = new FailureLog(logger),
                            Limits = executor.Limits with { OncePerOperation = OncePerOperation.ToHashSet() },
                        };
                }
            );
        services.AddSingleton<WebhookSelection>();
        services.AddSingleton(settings.Webhooks);
        services.AddSingleton(InvitationQuota.Default);
        services.AddSingleton<InvitationLimits>();
        services.AddSingleton<CustomerDrafts>();
        services.AddSingleton(new LeadPolicy(settings.Lifetimes.LeadAnswer));
        services.AddSingleton<Acceptance>();
        services.AddSingleton<ActingSessions>();
        services.AddSingleton<NewCustomers>();
        services.AddSingleton<PresentedPersonLink>();
        services.AddSingleton<ConsentToMembership>();
        services.AddSingleton<SetNewPassword>();
        services.AddSingleton<VerifyEmail>();
        services.AddSingleton<ReleaseAddress>();
    }
}
