using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Graph.Demo;

/// <summary>Somebody of the demo world. All sign in with <see cref="DemoCast.Password"/>.</summary>
/// <param name="Shows">What signing in as this person shows.</param>
public sealed record DemoPerson(string Name, string Email, AgentRole Agent, AdminRole Admin, string Shows)
{
    public Language Language { get; init; } = Language.En;

    /// <summary>The password is a temporary one: signing in only sets a new one (R38).</summary>
    public bool Temporary { get; init; }

    public Roles Roles => new(Agent, Admin);
}

/// <summary>An organization of the demo world; the first of its people is its global admin.</summary>
public sealed record DemoOrganization(string Name, string Country, string Domain, string? MpnId, DemoPerson[] People)
{
    public DemoPerson Admin => People[0];
}

/// <summary>Who is in the demo world. Names and addresses are invented; .example belongs to nobody (RFC 2606).</summary>
public static class DemoCast
{
    /// <summary>Of every sign-in, and of the membership account that a visitor enrolls with.</summary>
    public const string Password = "demo worlds have no secrets";

    /// <summary>The partner membership account whose MPN IDs nobody has linked yet.</summary>
    public const string MembershipUser = "kestrel";

    public static readonly DemoOrganization Operator = new(
        "Partner Program Office",
        "US",
        "program.example",
        MpnId: null,
        [Admin("Olivia Grant", "olivia@program.example", "reviews enrollments, adds providers")]
    );

    public static readonly DemoOrganization Alpenland = new(
        "Alpenland Distribution",
        "DE",
        "alpenland.example",
        "6100001",
        [
            Admin("Greta Hofer", "greta@alpenland.example", "invites resellers, sees the customers shared with them"),
            new(
                "Jonas Weber",
                "jonas@alpenland.example",
                AgentRole.AdminAgent,
                AdminRole.NotAnAdmin,
                "an agent of a provider"
            ),
        ]
    );

    public static readonly DemoOrganization Harbor = new(
        "Harbor Wholesale",
        "US",
        "harbor.example",
        "6100002",
        [
            Admin("Marcus Bell", "marcus@harbor.example", "a second provider: other shared customers") with
            {
                Agent = AgentRole.AdminAgent,
            },
        ]
    );

    public static readonly DemoOrganization Steppe = new(
        "Steppe Distribution",
        "KZ",
        "steppe.example",
        "6100003",
        [
            Admin(
                "Айгерим Серикова",
                "aigerim@steppe.example",
                "a provider without administrator access; in Russian"
            ) with
            {
                Language = Language.Ru,
            },
        ]
    );

    public static readonly DemoOrganization Birch = new(
        "Birch & Lane",
        "DE",
        "birch.example",
        "7100001",
        [
            Enroller("Anna Lane", "anna@birch.example", "everything of a reseller; invitations in every state"),
            new(
                "Boris Keller",
                "boris@birch.example",
                AgentRole.NotAnAgent,
                AdminRole.UserManagementAdmin,
                "manages users, sees no customers"
            ),
            new(
                "Clara Vogel",
                "clara@birch.example",
                AgentRole.AdminAgent,
                AdminRole.NotAnAdmin,
                "serves and invites customers, manages no users"
            ),
            new(
                "David Roth",
                "david@birch.example",
                AgentRole.HelpdeskAgent,
                AdminRole.NotAnAdmin,
                "serves customers, Office 365 apart; invites nobody"
            ),
            new(
                "Emil Sommer",
                "emil@birch.example",
                AgentRole.HelpdeskAgent,
                AdminRole.UserManagementAdmin,
                "both levels at once"
            ),
            new(
                "Frida Lang",
                "frida@birch.example",
                AgentRole.NotAnAgent,
                AdminRole.NotAnAdmin,
                "no role: the own profile only"
            ),
            new(
                "Gustav Brandt",
                "gustav@birch.example",
                AgentRole.HelpdeskAgent,
                AdminRole.NotAnAdmin,
                "a temporary password: changePassword comes first"
            )
            {
                Temporary = true,
            },
        ]
    );

    public static readonly DemoOrganization Almaty = new(
        "Almaty Cloud Partners",
        "KZ",
        "almaty-cloud.example",
        "7100002",
        [
            Enroller("Данияр Ахметов", "daniyar@almaty-cloud.example", "another reseller; in Russian") with
            {
                Language = Language.Ru,
            },
        ]
    );

    public static readonly DemoOrganization Clearwater = new(
        "Clearwater Solutions",
        "US",
        "clearwater.example",
        "7100003",
        [Enroller("Rosa Alvarez", "rosa@clearwater.example", "no provider yet; an invitation waits in /dev/mail")]
    );

    public static readonly DemoOrganization Lindqvist = new(
        "Lindqvist Data",
        "SE",
        "lindqvist.example",
        "7100004",
        [Admin("Sven Lindqvist", "sven@lindqvist.example", "an enrollment in review")]
    );

    public static readonly IReadOnlyList<DemoOrganization> Providers = [Alpenland, Harbor, Steppe];

    public static readonly IReadOnlyList<DemoOrganization> Resellers = [Birch, Almaty, Clearwater, Lindqvist];

    private static DemoPerson Admin(string name, string email, string shows) =>
        new(name, email, AgentRole.NotAnAgent, AdminRole.GlobalAdmin, shows);

    private static DemoPerson Enroller(string name, string email, string shows) =>
        new(name, email, AgentRole.AdminAgent, AdminRole.GlobalAdmin, shows);
}
