using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.ServiceHealth;
using PartnerGraph.Domain.ServiceRequests;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Domain.SupportTickets;
using PartnerGraph.Domain.Users;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Idempotency;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Persistence;

/// <summary>
/// One unit of work over the one model, leased from <see cref="Database.Open"/> for a tenant and given back on dispose.
/// There is a derived context per provider only because migrations are generated per provider.
/// </summary>
public abstract class PartnerGraphDb : DbContext
{
    private readonly List<ChangeSaver.Rings> rings = [];
    private readonly List<DomainEvent> announced = [];
    private readonly TenantFilterChoice filterChoice;

    private protected PartnerGraphDb(DbContextOptions options)
        : base(options) =>
        filterChoice = options.FindExtension<TenantFilterChoice>() ?? new TenantFilterChoice(filtered: true);

    /// <summary>Whose rows are shown; null only while the context lies in the pool.</summary>
    public Tenant? Tenant { get; internal set; }

    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<User> Users => Set<User>();
    public DbSet<PersonLink> PersonLinks => Set<PersonLink>();
    public DbSet<Partnership> Partnerships => Set<Partnership>();
    public DbSet<CustomerAccess> CustomerAccess => Set<CustomerAccess>();
    public DbSet<AdministrationGrant> AdministrationGrants => Set<AdministrationGrant>();
    public DbSet<CustomerImport> CustomerImports => Set<CustomerImport>();
    public DbSet<License> Licenses => Set<License>();
    public DbSet<Offer> Offers => Set<Offer>();
    public DbSet<Order> Orders => Set<Order>();
    public DbSet<CustomerSubscription> Subscriptions => Set<CustomerSubscription>();
    public DbSet<Lead> Leads => Set<Lead>();
    public DbSet<MonitoredService> MonitoredServices => Set<MonitoredService>();
    public DbSet<ServiceIncident> ServiceIncidents => Set<ServiceIncident>();
    public DbSet<ServiceRequest> ServiceRequests => Set<ServiceRequest>();
    public DbSet<SupportTicket> SupportTickets => Set<SupportTicket>();
    public DbSet<Enrollment> Enrollments => Set<Enrollment>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<StoredEvent> Events => Set<StoredEvent>();
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();
    public DbSet<IdempotentRequest> IdempotentRequests => Set<IdempotentRequest>();
    public DbSet<MembershipAccount> MembershipAccounts => Set<MembershipAccount>();
    public DbSet<MembershipRow> MembershipRows => Set<MembershipRow>();
    public DbSet<MembershipSession> MembershipSessions => Set<MembershipSession>();

    public DbSet<WebhookEndpoint> WebhookEndpoints => Set<WebhookEndpoint>();
    public DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    public DbSet<WebhookAttempt> WebhookAttempts => Set<WebhookAttempt>();

    /// <summary>What the tenant filters compare with.</summary>
    public OrganizationId CurrentOrganization =>
        Tenant?.Organization
        ?? throw new InvalidOperationException(
            Tenant is null
                ? "The context has no tenant: open it by Database.Open(tenant)."
                : $"The context works for everyone ({Tenant.Reason}) and has no current organization."
        );

    /// <summary>This moment by the program's clock.</summary>
    public DateTimeOffset Now => (Saver ?? throw new InvalidOperationException("The context is not leased.")).Now;

    internal TenantFilterChoice FilterChoice => filterChoice;

    internal ChangeSaver? Saver { get; set; }

    /// <summary>The act that whatever is changed here belongs to; null for work that leaves no trail.</summary>
    internal Trail? Trail { get; set; }

    /// <summary>What was changed so far on the act's behalf.</summary>
    internal List<Change> Changes { get; } = [];

    /// <summary>Of PostgreSQL's sessions, where its policies hold for this lease.</summary>
    internal DatabaseRoles? Roles { get; set; }

    public override void Dispose()
    {
        Clear();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        Clear();
        return base.DisposeAsync();
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException(
            "Changes are saved by SaveChangesAsync alone, so that no thread waits for the database."
        );

    /// <summary>Saves rows, their mails and their events in one transaction.</summary>
    public override Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    ) =>
        (Saver ?? throw new InvalidOperationException("The context is not leased.")).SaveAsync(this, cancellationToken);

    /// <summary>
    /// An event of a change that was made by a statement instead of by its aggregate; it is stored by the next save, in the transaction that both share.
    /// </summary>
    public void Announce(DomainEvent happened) => announced.Add(happened);

    internal IReadOnlyList<DomainEvent> Announced => announced;

    internal void ClearAnnounced() => announced.Clear();

    /// <summary>To be woken up by <see cref="Ring"/>, that is, after the commit.</summary>
    internal void RingLater(ChangeSaver.Rings waiting) => rings.Add(waiting);

    internal void Ring()
    {
        rings.ForEach(waiting => waiting.Ring());
        rings.Clear();
    }

    internal Task<int> SaveRowsAsync(CancellationToken cancellationToken) =>
        base.SaveChangesAsync(acceptAllChangesOnSuccess: true, cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ModelConventions.Configure(configurationBuilder, Database.IsSqlite());

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(PartnerGraphDb).Assembly);
        ModelConventions.Finish(modelBuilder, Database.IsSqlite());
        new TenantFilters(this).Apply(modelBuilder);
        if (filterChoice.OverViews)
        {
            TenantPolicies.NameViews(modelBuilder);
        }
    }

    private void Clear()
    {
        rings.Clear();
        announced.Clear();
        Tenant = null;
        Saver = null;
        Trail = null;
        Changes.Clear();
        Roles = null;
    }
}

public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : PartnerGraphDb(options);

public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : PartnerGraphDb(options);
