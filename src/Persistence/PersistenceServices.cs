using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Idempotency;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Seeding;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Subscriptions;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Persistence;

public static class PersistenceServices
{
    /// <summary>Everything of this project, as singletons: contexts are leased, never injected.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services, DatabaseOptions options)
    {
        // A setting that cannot work stops the start, with a sentence.
        _ = ConnectionSettings.Owner(options);
        _ = ConnectionSettings.Checked(options);
        _ = new DatabaseRoles(options.Roles);

        services.AddLogging();
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(SessionLifetimes.Default);
        services.AddSingleton(options);
        services.AddSingleton<Database>();
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<OutboxQueue>();
        services.AddSingleton<SendingPlaces>();
        services.AddSingleton<EventSignal>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<LiveEvents>();
        services.AddSingleton<WebhookFeed>();
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton<WebhookSignal>();
        services.AddSingleton<WebhookRedelivery>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<IdempotentRequests>();
        services.AddSingleton<ApiTokenStore>();
        services.AddSingleton<PersonAccounts>();
        services.AddSingleton<MembershipSessions>();
        services.AddSingleton<MembershipImport>();
        services.AddSingleton<OfferImport>();
        services.AddSingleton<BroughtAdmins>();
        services.AddSingleton<MemberImport>();
        services.AddSingleton<CustomerImporting>();
        services.AddSingleton<Seed>();
        services.AddSingleton<IMembershipRegistry, DatabaseMembershipRegistry>();
        if (options.Provider == DatabaseProvider.Postgres)
        {
            services.AddHostedService<SignalListener>();
        }

        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddSingleton<IPasswordHasher<MembershipAccount>, PasswordHasher<MembershipAccount>>();
        services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = options.PasswordIterations);
        services.Configure<IdentityOptions>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            // The name is the address, which the Domain has parsed.
            identity.User.AllowedUserNameCharacters = "";
            identity.Lockout.MaxFailedAccessAttempts = 10;
            identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        });
        return services;
    }
}
