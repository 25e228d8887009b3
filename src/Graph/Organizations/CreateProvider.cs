using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Organizations;

public sealed record CreateProviderInput(
    string Name,
    CountryCode Country,
    string MpnId,
    string AdminFullName,
    EmailAddress AdminEmail,
    IReadOnlyList<ProviderService>? Services
);

public sealed record CreateProviderPayload : Payload
{
    public OrganizationId? OrganizationId { get; init; }

    public string? SignInName { get; init; }

    /// <summary>This once (R36); null where the person has an account already and is asked for consent by mail (R32).</summary>
    public string? TemporaryPassword { get; init; }
}

/// <summary>The operator adds an official provider with its first global admin, who is also the directory entry's contact (R6).</summary>
public sealed class CreateProvider(
    Database database,
    PersonAccounts accounts,
    LinkKey key,
    LinkPolicy links,
    TemporaryPasswordPolicy passwords,
    TimeProvider clock
) : IMutation<CreateProviderInput, CreateProviderPayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone(
        "The operator makes an organization that is not its own."
    );

    public async Task<CreateProviderPayload> ExecuteAsync(
        CreateProviderInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open(Everyone);
        var account = await accounts.FindAsync(db, input.AdminEmail, cancellation);

        if (!Describe(input, now).TryGet(out var provider, out var refusals))
            return new CreateProviderPayload { Errors = refusals };
        if (await MpnHolder.FindAsync(db, provider.MpnId!, cancellation) is not null)
            return new CreateProviderPayload { Errors = [new MpnTaken(provider.MpnId!).At("mpnId")] };
        if (!Admin(input, provider, account, request, now).TryGet(out var admin, out refusals))
            return new CreateProviderPayload { Errors = refusals };

        return await SaveAsync(db, provider, admin, cancellation);
    }

    private static Outcome<Organization> Describe(CreateProviderInput input, DateTimeOffset now)
    {
        var id = new OrganizationId(Guid.CreateVersion7(now));
        var services = input.Services ?? [];
        var created = Organization.CreateProvider(id, input.Name, input.Country, input.MpnId, services, now);
        if (!created.TryGet(out var provider, out _))
            return created;
        if (TextRules.Line(input.AdminFullName) is { } refusal)
            return refusal.At("adminFullName");

        // An entry without a contact would be no entry: terms are agreed with a person (R6).
        var contact = new Contact(input.AdminFullName.Trim(), input.AdminEmail, Phone: null);
        var described = provider.DescribeBusiness(new BusinessProfile(About: null, contact, Website: null), services);
        return described.IsDone ? provider : Outcome.Refused<Organization>(described.Refusals);
    }

    private static Outcome<User> Admin(
        CreateProviderInput input,
        Organization provider,
        Account? account,
        RequestState request,
        DateTimeOffset now
    )
    {
        var added = new NewUser(
            new UserId(Guid.CreateVersion7(now)),
            input.AdminFullName,
            input.AdminEmail,
            new Roles(AgentRole.NotAnAgent, AdminRole.GlobalAdmin),
            request.Language
        );
        var existing = account is null ? null : new ExistingPerson(account.Id, account.EmailConfirmed);
        var roster = new UserRoster(provider.Id, []);
        // The first one gets their role from nobody in the organization, but from the operator.
        var outcome = roster.Add(added, by: added.Roles, existing, new PersonId(Guid.CreateVersion7(now)), now);
        return outcome.TryGet(out _, out var refusals)
            ? outcome
            : Outcome.Refused<User>([.. refusals.Select(refusal => refusal.At("adminEmail"))]);
    }

    private async Task<CreateProviderPayload> SaveAsync(
        PartnerGraphDb db,
        Organization provider,
        User admin,
        CancellationToken cancellation
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var password = admin.ConsentPending ? null : TemporaryPassword.New();
        if (!await AddWayInAsync(db, admin, password))
            return new CreateProviderPayload { Errors = [new AccountNotVerified(admin.Email.Value).At("adminEmail")] };
        db.Organizations.Add(provider);
        db.Users.Add(admin);
        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
            return new CreateProviderPayload { Errors = [new MpnTaken(provider.MpnId!).At("mpnId")] };
        await transaction.CommitAsync(cancellation);
        return new CreateProviderPayload
        {
            OrganizationId = provider.Id,
            SignInName = admin.Email.Value,
            TemporaryPassword = password,
        };
    }

    /// <summary>An account with a temporary password, or a link that asks the person; false where the address got an account a moment ago.</summary>
    private async Task<bool> AddWayInAsync(PartnerGraphDb db, User admin, string? password)
    {
        var now = clock.GetUtcNow();
        if (password is not null)
        {
            var until = now + passwords.Lifetime;
            return await accounts.CreateTemporaryAsync(db, admin.PersonId, admin.Email, password, until) is not null;
        }
        var id = new PersonLinkId(Guid.CreateVersion7(now));
        db.PersonLinks.Add(PersonLink.ForConsent(id, admin, key, links, now));
        return true;
    }
}
