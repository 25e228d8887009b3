using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Graph.Tests.Access;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Tests.Sessions;

/// <summary>People in the running program's own database, and its use cases as the schema calls them.</summary>
public static class People
{
    public const string Password = "quiet winter sea";
    private static readonly Tenant Everyone = Tenant.Everyone("A test makes its world.");

    public static PartnerGraphDb Open(this GraphServer server) =>
        server.Services.GetRequiredService<Database>().Open(Everyone);

    public static async Task<User> AddPersonAsync(
        this GraphServer server,
        string email,
        Roles roles,
        string password = Password,
        DateTimeOffset? temporaryUntil = null,
        OrganizationId? organization = null
    )
    {
        var accounts = server.Services.GetRequiredService<PersonAccounts>();
        var now = DateTimeOffset.UtcNow;
        var address = EmailAddress.Parse(email);
        await using var db = server.Open();
        var person = new PersonId(Guid.CreateVersion7(now));
        var account = temporaryUntil is { } until
            ? await accounts.CreateTemporaryAsync(db, person, address, password, until)
            : await accounts.CreateAsync(db, person, address, password);
        account.ShouldNotBeNull();
        if (organization is null)
        {
            organization = new OrganizationId(Guid.CreateVersion7(now));
            Organization
                .CreateReseller(organization.Value, "Contoso", CountryCode.Parse("DE"), now)
                .TryGet(out var made, out _)
                .ShouldBeTrue();
            db.Organizations.Add(made!);
        }
        var id = new UserId(Guid.CreateVersion7(now));
        User.CreateFirst(id, organization.Value, person, "Anna Schmidt", address, roles, Language.Ru, now)
            .TryGet(out var user, out _)
            .ShouldBeTrue();
        db.Users.Add(user!);
        await db.SaveChangesAsync();
        return user!;
    }

    public static Task<SignInPayload> SignInAsync(this GraphServer server, string email, string password = Password) =>
        server.RunAsync<SignIn, SignInInput, SignInPayload>(
            new SignInInput(EmailAddress.Parse(email), password),
            caller: null
        );

    public static async Task<Caller?> WhoIsAsync(this GraphServer server, string? token) =>
        (
            await server
                .Services.GetRequiredService<Callers>()
                .RecognizeAsync(token is null ? null : $"Bearer {token}", default)
        ).Caller;

    /// <summary>The mutation with its permission, as the binding runs it.</summary>
    public static async Task<TPayload> RunAsync<TMutation, TInput, TPayload>(
        this GraphServer server,
        TInput input,
        Caller? caller
    )
        where TMutation : class, IMutation<TInput, TPayload>
        where TPayload : Payload
    {
        var request = new RequestState(caller, Language.En, "127.0.0.1");
        AskedPermission.Of<TMutation>().Decide(request).ShouldBeNull();
        return await ActivatorUtilities
            .CreateInstance<TMutation>(server.Services)
            .ExecuteAsync(input, request, default);
    }

    public static async Task ChangeUserAsync(this GraphServer server, UserId id, string change)
    {
        await using var db = server.Open();
        var users = db.Users.Where(user => user.Id == id);
        _ = change switch
        {
            "deactivated" => await users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Active, false)),
            "demoted" => await users.ExecuteUpdateAsync(set =>
                set.SetProperty(user => user.AdminRole, AdminRole.NotAnAdmin)
            ),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, "no such change"),
        };
    }
}
