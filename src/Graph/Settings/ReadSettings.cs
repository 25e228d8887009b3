using Microsoft.Extensions.Configuration;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Mail;
using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Graph.Settings;

/// <summary>From configuration to <see cref="GraphSettings"/>. Nothing is written here except the Development key at its first start.</summary>
public static class ReadSettings
{
    public const string DefaultUrl = "http://localhost:5080";

    private static readonly string[] Sections =
    [
        "Database",
        "Links",
        "Mail",
        "Worker",
        "Webhooks",
        "Operator",
        "Oidc",
        "Enrollment",
        "Lifetimes",
        "Rates",
        "Telemetry",
        "Audit",
        "Shutdown",
        "Ide",
        "Data",
    ];

    private static readonly string[] Known =
    [
        "Database__Provider",
        "Database__ConnectionString",
        "Database__OwnerConnectionString",
        "Database__Roles",
        "Links__PublicUrl",
        "Links__Key",
        "Mail__Transport",
        "Mail__Folder",
        "Mail__From",
        "Mail__ReminderHours",
        "Mail__Caps__RecipientPerDay",
        "Mail__Caps__InviterPerDay",
        "Mail__Caps__OrganizationPerDay",
        "Mail__Caps__ServerPerMinute",
        "Mail__Smtp__Host",
        "Mail__Smtp__Port",
        "Mail__Smtp__Security",
        "Mail__Smtp__User",
        "Mail__Smtp__Password",
        "Mail__Smtp__TrustedAuthorities",
        "Mail__Smtp__AllowPlainTextPassword",
        "Mail__Smtp__Token",
        "Mail__Smtp__TokenFile",
        "Mail__Smtp__TokenCommand",
        "Mail__Smtp__DeliveryReports",
        "Mail__Smtp__Connections",
        "Mail__Smtp__Timeouts__Connect",
        "Mail__Smtp__Timeouts__Greeting",
        "Mail__Smtp__Timeouts__Command",
        "Mail__Smtp__Timeouts__Data",
        "Mail__Smtp__Timeouts__Block",
        "Mail__Smtp__Timeouts__FinalDot",
        "Mail__Dkim__Domain",
        "Mail__Dkim__Selector",
        "Mail__Dkim__KeyFile",
        "Worker__InProcess",
        "Worker__Lanes",
        "Worker__Url",
        "Webhooks__AllowLoopback",
        "Operator__Email",
        "Operator__Password",
        "Operator__Name",
        "Operator__Country",
        "Oidc__Authority",
        "Oidc__Audience",
        "Enrollment__WebMailDomains",
        "Lifetimes__SessionMinutes",
        "Lifetimes__SignedInDays",
        "Lifetimes__TemporaryPasswordDays",
        "Lifetimes__VerificationLinkHours",
        "Lifetimes__InvitationDays",
        "Lifetimes__LeadAnswerDays",
        "Rates__PerPrincipal",
        "Rates__PerAddress",
        "Rates__SignIns",
        "Telemetry__MetricsToken",
        "Telemetry__OtlpEndpoint",
        "Audit__KeepDays",
        "Shutdown__DrainSeconds",
        "Ide__Enabled",
        "Data__Folder",
    ];

    public static GraphSettings From(IConfiguration configuration, bool development)
    {
        var read = new SettingsReader(configuration);
        read.RefuseUnknown(Sections, Known);
        var data = Path.GetFullPath(read.Text("Data__Folder") ?? "data");
        return new GraphSettings(
            development,
            data,
            Database(read, data),
            Links(read, development, data),
            Mail(configuration),
            read.Flag("Worker__InProcess", otherwise: true),
            read.WebAddress("Worker__Url"),
            new DispatchOptions { Lanes = read.Number("Worker__Lanes", new DispatchOptions().Lanes, 1, 64) },
            Webhooks(read, development),
            Operator(read),
            Oidc(read, development),
            WebMail(read),
            Lifetimes(read),
            new RateSettings(
                read.Number("Rates__PerPrincipal", 60_000, 0, 1_000_000),
                read.Number("Rates__PerAddress", 120_000, 0, 1_000_000),
                read.Number("Rates__SignIns", 300, 0, 1_000_000)
            ),
            new TelemetrySettings(MetricsToken(read), read.WebAddress("Telemetry__OtlpEndpoint")),
            TimeSpan.FromSeconds(read.Number("Shutdown__DrainSeconds", development ? 0 : 1, 0, 5)),
            read.Number("Audit__KeepDays", 730, 0, 36_500) is > 0 and var days ? TimeSpan.FromDays(days) : null,
            read.Flag("Ide__Enabled", otherwise: development),
            Demo(read, development)
        );
    }

    private static bool Demo(SettingsReader read, bool development)
    {
        const string name = "Demo";
        return read.Flag(name, otherwise: development) switch
        {
            true when !development => throw new WrongSettingException(
                $"The setting {name} is for Development alone: everybody knows the password of its people."
            ),
            var asked => asked,
        };
    }

    private static WebhookOptions Webhooks(SettingsReader read, bool development)
    {
        const string name = "Webhooks__AllowLoopback";
        var allowed = read.Flag(name, otherwise: false);
        return allowed && !development
            ? throw new WrongSettingException($"The setting {name} is for Development alone.")
            : new WebhookOptions { AllowLoopback = allowed };
    }

    private static string? MetricsToken(SettingsReader read)
    {
        const string name = "Telemetry__MetricsToken";
        var token = read.Text(name);
        // A secret: the sentence does not repeat it.
        return token is null || (token.Length >= 16 && token.All(c => c is > ' ' and <= '~'))
            ? token
            : throw new WrongSettingException($"The setting {name} must be at least 16 visible ASCII characters.");
    }

    /// <summary>R22: a list of one's own stands for the program's.</summary>
    private static WebMailDomains WebMail(SettingsReader read)
    {
        const string name = "Enrollment__WebMailDomains";
        if (read.Text(name) is not { } text)
            return WebMailDomains.Default;
        try
        {
            return new WebMailDomains(
                text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            );
        }
        catch (ArgumentException)
        {
            throw read.Refused(name, "must list domains such as gmail.com, or names with any ending such as gmail.*");
        }
    }

    private static DatabaseSettings Database(SettingsReader read, string data)
    {
        var provider = read.Choice("Database__Provider", DatabaseProvider.Sqlite);
        var connection = read.Text("Database__ConnectionString");
        if (connection is null && provider == DatabaseProvider.Postgres)
            throw Missing("Database__ConnectionString", "Database__Provider is Postgres");
        connection ??= $"Data Source={Path.Combine(data, "partnergraph.db")}";
        return new DatabaseSettings(
            provider,
            connection,
            read.Text("Database__OwnerConnectionString"),
            read.Text("Database__Roles") ?? DatabaseRoles.DefaultPrefix
        );
    }

    private static LinkSettings Links(SettingsReader read, bool development, string data)
    {
        var publicUrl = read.WebAddress("Links__PublicUrl");
        var key = read.Key("Links__Key", bytes: 32);
        if (!development)
        {
            return new LinkSettings(
                publicUrl ?? throw Missing("Links__PublicUrl", "the environment is not Development"),
                key ?? throw Missing("Links__Key", "the environment is not Development")
            );
        }
        return new LinkSettings(publicUrl ?? OwnAddress(read), key ?? DevelopmentKey.In(data));
    }

    // Port 0 and wildcard hosts cannot be linked to; a mail's link then names the usual address.
    private static Uri OwnAddress(SettingsReader read)
    {
        var first = read.Text("urls")?.Split(';', StringSplitOptions.TrimEntries)[0];
        return Uri.TryCreate(first, UriKind.Absolute, out var address) && address.Port > 0
            ? new Uri(address.GetLeftPart(UriPartial.Authority))
            : new Uri(DefaultUrl);
    }

    private static MailOptions Mail(IConfiguration configuration)
    {
        try
        {
            return MailOptions.Read(configuration);
        }
        catch (MailOptionsException wrong)
        {
            throw new WrongSettingException(
                string.Join('\n', wrong.Mistakes.Select(mistake => "The setting " + mistake))
            );
        }
    }

    private static OperatorSettings? Operator(SettingsReader read)
    {
        var email = read.Text("Operator__Email");
        var password = read.Text("Operator__Password");
        if (email is null && password is null)
            return null;
        if (email is null || password is null)
            throw Missing(email is null ? "Operator__Email" : "Operator__Password", "the other of the two is set");
        if (!EmailAddress.TryParse(email, out _))
            throw new WrongSettingException(
                $"The setting Operator__Email must be a mail address, and \"{email}\" is not."
            );
        var country = read.Text("Operator__Country") ?? "US";
        if (!CountryCode.TryParse(country, out _))
            throw new WrongSettingException(
                $"The setting Operator__Country must be a country code of two letters, and \"{country}\" is not."
            );
        return new OperatorSettings(email, password, read.Text("Operator__Name") ?? "Program operator", country);
    }

    private static OidcSettings? Oidc(SettingsReader read, bool development)
    {
        var authority = read.WebAddress("Oidc__Authority");
        var audience = read.Text("Oidc__Audience");
        if (authority is null && audience is null)
            return null;
        if (authority is null || audience is null)
            throw Missing(authority is null ? "Oidc__Authority" : "Oidc__Audience", "the other of the two is set");
        // Keys that anybody on the way can replace prove nothing; a loopback issuer has no way.
        if (authority.Scheme != "https" && !authority.IsLoopback && !development)
            throw new WrongSettingException(
                $"The setting Oidc__Authority must be an https address, and \"{authority}\" is not."
            );
        return new OidcSettings(authority, audience);
    }

    private static LifetimeSettings Lifetimes(SettingsReader read) =>
        new(
            TimeSpan.FromMinutes(read.Number("Lifetimes__SessionMinutes", 60, 1, 24 * 60)),
            TimeSpan.FromDays(read.Number("Lifetimes__SignedInDays", 14, 1, 365)),
            TimeSpan.FromDays(read.Number("Lifetimes__TemporaryPasswordDays", 7, 1, 90)),
            TimeSpan.FromHours(read.Number("Lifetimes__VerificationLinkHours", 24, 1, 24 * 30)),
            TimeSpan.FromDays(read.Number("Lifetimes__InvitationDays", 7, 1, 90)),
            TimeSpan.FromDays(read.Number("Lifetimes__LeadAnswerDays", 7, 1, 90))
        );

    private static WrongSettingException Missing(string name, string because) =>
        new($"The setting {name} is required because {because}.");
}
