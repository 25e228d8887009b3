using Microsoft.AspNetCore.Identity;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Memberships;

namespace PartnerGraph.Graph.Demo;

/// <summary>What the demo world is made with; nothing that a running program would not use.</summary>
internal sealed record DemoTools(
    PersonAccounts Accounts,
    IPasswordHasher<Account> PasswordHasher,
    IPasswordHasher<MembershipAccount> MembershipHasher,
    LinkKey Key,
    LinkAddress Address,
    LinkPolicy Policy,
    TemporaryPasswordPolicy Temporary,
    WebMailDomains WebMail,
    TimeProvider Clock
);

/// <summary>The organizations and people that were made so far, and the context that keeps them.</summary>
internal sealed class DemoStage(PartnerGraphDb db, DemoTools tools)
{
    private readonly Dictionary<DemoOrganization, Organization> organizations = [];
    private readonly Dictionary<string, User> users = new(StringComparer.Ordinal);
    private readonly string passwordHash = tools.PasswordHasher.HashPassword(new Account(), DemoCast.Password);

    public PartnerGraphDb Db => db;

    public DemoTools Tools => tools;

    /// <summary>When the curtain rises: everything happened before, or happens now.</summary>
    public DateTimeOffset Now { get; } = tools.Clock.GetUtcNow();

    public Organization this[DemoOrganization organization] => organizations[organization];

    public User this[DemoPerson person] => users[person.Email];

    public DateTimeOffset DaysAgo(double days) => Now - TimeSpan.FromDays(days);

    /// <summary>What the rules would refuse is a mistake in the demo's own story.</summary>
    public static T Done<T>(Outcome<T> outcome) =>
        outcome.TryGet(out var value, out var refusals) ? value : throw Mistake(refusals);

    public static void Done(Outcome outcome)
    {
        if (!outcome.IsDone)
            throw Mistake(outcome.Refusals);
    }

    /// <summary>Its mails went out long ago: nobody is written to again.</summary>
    public static void WasMailedThen(EventSource source) => source.ClearEvents();

    public void Enter(DemoOrganization cast, Organization organization)
    {
        organizations.Add(cast, organization);
        // The operator's may be there already: the one that the settings name.
        if (db.Entry(organization).State is Microsoft.EntityFrameworkCore.EntityState.Detached)
            db.Organizations.Add(organization);
    }

    /// <summary>An account with a proven address, and its membership.</summary>
    public async Task<User> EnterAsync(DemoOrganization cast, DemoPerson person, DateTimeOffset at)
    {
        var email = EmailAddress.Parse(person.Email);
        var account = await AccountAsync(person, email);
        var colleagues = users.Values.Where(user => user.OrganizationId == this[cast].Id).ToList();
        var user = Done(Member(cast, person, email, account, colleagues, at));
        users.Add(person.Email, user);
        db.Users.Add(user);
        return user;
    }

    private Outcome<User> Member(
        DemoOrganization cast,
        DemoPerson person,
        EmailAddress email,
        Account account,
        List<User> colleagues,
        DateTimeOffset at
    )
    {
        var id = new UserId(DemoIds.Of("user", person.Email));
        var organization = this[cast].Id;
        if (colleagues.Count == 0)
            return User.CreateFirst(
                id,
                organization,
                account.Id,
                person.Name,
                email,
                person.Roles,
                person.Language,
                at
            );
        var added = new NewUser(id, person.Name, email, person.Roles, person.Language);
        return new UserRoster(organization, colleagues).Add(added, cast.Admin.Roles, null, account.Id, at);
    }

    private async Task<Account> AccountAsync(DemoPerson person, EmailAddress email)
    {
        var id = new PersonId(DemoIds.Of("person", person.Email));
        if (person.Temporary)
        {
            var until = Now + tools.Temporary.Lifetime;
            return await tools.Accounts.CreateTemporaryAsync(db, id, email, DemoCast.Password, until) ?? throw Raced();
        }
        // Hashed once for all: a hash is slow by design, and this one guards nothing.
        var account = new Account(id, email, Now) { PasswordHash = passwordHash, EmailConfirmed = true };
        using var accounts = tools.Accounts.Over(db);
        return (await accounts.CreateAsync(account)).Succeeded ? account : throw Raced();
    }

    private static InvalidOperationException Raced() =>
        new("The demo world was made by another instance at this moment; start again.");

    private static InvalidOperationException Mistake(IReadOnlyList<Refusal> refusals) =>
        new($"The demo world was refused: {refusals[0].Key}.");
}
