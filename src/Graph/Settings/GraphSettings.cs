using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Graph.Settings;

/// <summary>Everything that an operator may set, read and checked once at start. docs/settings.md describes each by its name.</summary>
/// <param name="Drain">How long a stopping server goes on answering, so that balancers and clients leave it by themselves.</param>
/// <param name="AuditKept">How long the audit trail goes back; null: to the beginning.</param>
public sealed record GraphSettings(
    bool Development,
    string DataFolder,
    DatabaseSettings Database,
    LinkSettings Links,
    MailOptions Mail,
    bool WorkerInProcess,
    Uri? WorkerUrl,
    DispatchOptions Dispatch,
    WebhookOptions Webhooks,
    OperatorSettings? Operator,
    OidcSettings? Oidc,
    WebMailDomains WebMail,
    LifetimeSettings Lifetimes,
    RateSettings Rates,
    TelemetrySettings Telemetry,
    TimeSpan Drain,
    TimeSpan? AuditKept,
    bool IdeEnabled,
    bool Demo
);

/// <param name="OwnerConnectionString">PostgreSQL: whoever owns the tables; null where the first signs in as the owner.</param>
/// <param name="Roles">PostgreSQL: what the names of the program's two roles begin with.</param>
public sealed record DatabaseSettings(
    DatabaseProvider Provider,
    string ConnectionString,
    string? OwnerConnectionString,
    string Roles
);

/// <summary>The base of every link in a mail (never taken from a request's Host) and the key that their secrets are derived from (R80).</summary>
public sealed record LinkSettings(Uri PublicUrl, byte[] Key);

/// <summary>The operator organization's first global admin, created when it has none.</summary>
public sealed record OperatorSettings(string Email, string Password, string OrganizationName, string Country);

/// <summary>An outside OpenID Connect issuer whose access tokens are taken for linked persons.</summary>
public sealed record OidcSettings(Uri Authority, string Audience);

/// <param name="Session">From the last sign-in or refresh to the end of an access token.</param>
/// <param name="SignedIn">From the sign-in to the end of its last refresh token.</param>
public sealed record LifetimeSettings(
    TimeSpan Session,
    TimeSpan SignedIn,
    TimeSpan TemporaryPassword,
    TimeSpan VerificationLink,
    TimeSpan Invitation,
    TimeSpan LeadAnswer
);

/// <summary>Requests a minute: to /graphql for a principal and for an address, and sign-ins for an address; 0: not limited.</summary>
public sealed record RateSettings(int PerPrincipal, int PerAddress, int SignIns);

/// <param name="MetricsToken">Whoever reads /metrics shows it; null: nobody may, except in Development.</param>
/// <param name="Otlp">The collector that measures and spans are sent to, by OTLP over HTTP.</param>
public sealed record TelemetrySettings(string? MetricsToken, Uri? Otlp);
