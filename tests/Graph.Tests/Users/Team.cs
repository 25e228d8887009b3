using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Persistence.Accounts;

namespace PartnerGraph.Graph.Tests.Users;

/// <summary>An organization of the test's own with people who are signed in.</summary>
public sealed class Team
{
    public static readonly Roles GlobalAdmin = new(AgentRole.NotAnAgent, AdminRole.GlobalAdmin);
    public static readonly Roles Manager = new(AgentRole.NotAnAgent, AdminRole.UserManagementAdmin);
    private static int number;

    private Team(GraphServer server, OrganizationId id) => (Server, Id) = (server, id);

    public GraphServer Server { get; }

    public OrganizationId Id { get; }

    /// <summary>An approved reseller; or a provider, or a customer.</summary>
    public static async Task<Team> StartAsync(
        GraphServer server,
        OrganizationKind kind = OrganizationKind.IndirectReseller,
        string name = "Contoso"
    )
    {
        var now = DateTimeOffset.UtcNow;
        var id = new OrganizationId(Guid.CreateVersion7(now));
        var country = CountryCode.Parse("DE");
        var organization = Value(
            kind switch
            {
                OrganizationKind.IndirectReseller => Organization.CreateReseller(id, name, country, now),
                OrganizationKind.IndirectProvider => Organization.CreateProvider(
                    id,
                    name,
                    country,
                    Unique("P"),
                    [],
                    now
                ),
                OrganizationKind.Customer => Organization.CreateCustomer(id, name, country, domain: null, now),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such team"),
            }
        );
        if (kind is OrganizationKind.IndirectReseller)
        {
            var contact = new Contact("Anna Schmidt", EmailAddress.Parse("anna@contoso.example"), Phone: null);
            var address = new Address("Ringstr. 1", null, "Berlin", null, "10115", country);
            organization.EnterProgram(
                new LegalProfile(name, address, contact),
                new SupportContact(contact.Email, Phone: null, Website: null),
                now
            );
        }
        await using var db = server.Open();
        db.Add(organization);
        await db.SaveChangesAsync();
        return new Team(server, id);
    }

    public static string NewAddress() => Unique("person") + "@contoso.example";

    public static string Unique(string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{Interlocked.Increment(ref number)}");

    public static T Value<T>(Outcome<T> outcome) =>
        outcome.TryGet(out var value, out var refusals)
            ? value
            : throw new InvalidOperationException(string.Join(", ", refusals.Select(refusal => refusal.Key)));

    /// <summary>Somebody with an account of their own; its address is proven unless said otherwise.</summary>
    public async Task<Member> MemberAsync(Roles roles, bool verified = true)
    {
        var email = NewAddress();
        var user = await Server.AddPersonAsync(email, roles, organization: Id);
        if (verified)
        {
            await using var db = Server.Open();
            await Server
                .Services.GetRequiredService<PersonAccounts>()
                .MarkEmailVerifiedAsync(db, user.PersonId, TestContext.Current.CancellationToken);
        }
        return new Member(this, user, await Server.SignedInAsync(email));
    }

    /// <summary>Who may sign in as a global admin, by name.</summary>
    public async Task<int> GlobalAdminsAsync()
    {
        await using var db = Server.Open();
        return await db.Users.CountAsync(user =>
            user.OrganizationId == Id && user.Active && !user.ConsentPending && user.AdminRole == AdminRole.GlobalAdmin
        );
    }
}

/// <summary>A user of a team with a session.</summary>
public sealed record Member(Team Team, User User, string Token)
{
    public string Id => GlobalId.Of(NodeKind.User, User.Id.Value);

    public string Email => User.Email.Value;

    public Task<Answer> AskAsync(string query, object? variables = null) =>
        Team.Server.AskAsync(Token, query, variables);

    public Task<Answer> AddUserAsync(
        string email,
        string agentRole = "NOT_AN_AGENT",
        string adminRole = "NOT_AN_ADMIN",
        string fullName = "Otto Agent"
    ) =>
        AskAsync(
            """
            mutation($input: AddUserInput!) {
              addUser(input: $input) {
                user { id fullName email agentRole adminRole active language }
                signInName temporaryPassword errors { code path message }
              }
            }
            """,
            new
            {
                input = new
                {
                    fullName,
                    email,
                    agentRole,
                    adminRole,
                },
            }
        );

    public Task<Answer> AssignRolesAsync(string userId, string agentRole, string adminRole) =>
        AskAsync(
            """
            mutation($input: AssignRolesInput!) {
              assignRoles(input: $input) { user { id agentRole adminRole } errors { code path message } }
            }
            """,
            new
            {
                input = new
                {
                    userId,
                    agentRole,
                    adminRole,
                },
            }
        );

    public Task<Answer> ResetPasswordAsync(string userId) =>
        AskAsync(
            """
            mutation($id: ID!) {
              resetPassword(input: { userId: $id }) { user { id } temporaryPassword errors { code path message } }
            }
            """,
            new { id = userId }
        );

    public Task<Answer> DeactivateAsync(string userId) =>
        AskAsync(
            """
            mutation($id: ID!) {
              deactivateUser(input: { userId: $id }) { user { id active } errors { code path message } }
            }
            """,
            new { id = userId }
        );
}

/// <summary>What people do with their own accounts, and what the mails would have told them.</summary>
public static class Accounts
{
    public const string OwnPassword = "another quiet winter";

    public static async Task<string> SignedInAsync(
        this GraphServer server,
        string email,
        string password = People.Password
    ) =>
        (await server.TrySignInAsync(email, password)).Word("signIn", "session", "accessToken")
        ?? throw new InvalidOperationException($"{email} cannot sign in.");

    public static Task<Answer> TrySignInAsync(this GraphServer server, string email, string password) =>
        server.AskAsync(
            token: null,
            """
            mutation($email: EmailAddress!, $password: String!) {
              signIn(input: { email: $email, password: $password }) {
                session { accessToken passwordChangeRequired } errors { code path message }
              }
            }
            """,
            new { email, password }
        );

    public static async Task<string?> OrganizationOfAsync(this GraphServer server, string token) =>
        (await server.AskAsync(token, "{ viewer { organization { id } } }")).Word("viewer", "organization", "id");

    /// <summary>The tokens of the person's links, the newest first, as the mails hold them.</summary>
    public static async Task<IReadOnlyList<string>> LinksAsync(
        this GraphServer server,
        PersonId person,
        LinkPurpose purpose
    )
    {
        var key = server.Services.GetRequiredService<LinkKey>();
        await using var db = server.Open();
        var links = await db
            .PersonLinks.AsNoTracking()
            .Where(link => link.PersonId == person && link.Purpose == purpose)
            .OrderByDescending(link => link.CreatedAt)
            .ToListAsync();
        return [.. links.Select(link => link.Secret(key).Token)];
    }

    public static async Task<int> MailsToAsync(this GraphServer server, string email)
    {
        await using var db = server.Open();
        return await db.Outbox.CountAsync(mail => mail.Recipient == email);
    }

    /// <summary>The cool-down between two mailed links is over.</summary>
    public static async Task AgeLinksAsync(this GraphServer server, PersonId person)
    {
        var before = DateTimeOffset.UtcNow - TimeSpan.FromHours(1);
        await using var db = server.Open();
        await db
            .PersonLinks.Where(link => link.PersonId == person)
            .ExecuteUpdateAsync(set => set.SetProperty(link => link.CreatedAt, before));
    }
}
