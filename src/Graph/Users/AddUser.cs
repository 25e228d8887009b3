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
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Users;

public sealed record AddUserInput(
    string FullName,
    EmailAddress Email,
    AgentRole AgentRole,
    AdminRole AdminRole,
    Language? Language
);

public sealed record AddUserPayload : Payload
{
    public UserId? User { get; init; }

    public string? SignInName { get; init; }

    /// <summary>
    /// This once (R36); null where the person has an account already and is asked for consent by mail, and where somebody adds it who acts
    /// for the organization from outside: the person is then mailed a link.
    /// </summary>
    public string? TemporaryPassword { get; init; }
}

/// <summary>R32 to R37: an account with a temporary password to hand over, or the consent of a person who has an account.</summary>
public sealed class AddUser(
    Database database,
    PersonAccounts accounts,
    LinkKey key,
    LinkPolicy links,
    TemporaryPasswordPolicy passwords,
    TimeProvider clock
) : IMutation<AddUserInput, AddUserPayload>
{
    /// <summary>Whoever loses a race for an address looks again: what the winner did then tells the reason.</summary>
    public async Task<AddUserPayload> ExecuteAsync(
        AddUserInput input,
        RequestState request,
        CancellationToken cancellation
    ) =>
        await TryAsync(input, request, cancellation)
        ?? await TryAsync(input, request, cancellation)
        ?? new AddUserPayload { Errors = [new ChangedMeanwhile()] };

    /// <summary>Null where somebody else took the address at the same moment.</summary>
    private async Task<AddUserPayload?> TryAsync(
        AddUserInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // In this order: an account that somebody makes at this moment comes with its user.
        var account = await accounts.FindAsync(db, input.Email, cancellation);
        var users = await RosterQueries.WithAddressAsync(db, caller.Organization, input.Email, cancellation);

        var roster = new UserRoster(caller.Organization, users);
        if (!Decide(roster, input, request, account).TryGet(out var user, out var refusals))
        {
            return new AddUserPayload { Errors = refusals };
        }

        var password = user.ConsentPending ? null : TemporaryPassword.New();
        if (!await AddWayInAsync(db, user, password, shown: caller.Acting is null))
        {
            return null;
        }

        db.Users.Add(user);
        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return null;
        }

        await transaction.CommitAsync(cancellation);
        return new AddUserPayload
        {
            User = user.Id,
            SignInName = user.Email.Value,
            TemporaryPassword = caller.Acting is null ? password : null,
        };
    }

    private Outcome<User> Decide(UserRoster roster, AddUserInput input, RequestState request, Account? account)
    {
        var now = clock.GetUtcNow();
        var added = new NewUser(
            new UserId(Guid.CreateVersion7(now)),
            input.FullName,
            input.Email,
            new Roles(input.AgentRole, input.AdminRole),
            input.Language ?? request.Language
        );
        var existing = account is null ? null : new ExistingPerson(account.Id, account.EmailConfirmed);
        return roster.Add(added, request.SignedIn.Roles, existing, new PersonId(Guid.CreateVersion7(now)), now);
    }

    /// <summary>An account with a temporary password, or a link that asks the person; false where the address got an account a moment ago.</summary>
    private async Task<bool> AddWayInAsync(PartnerGraphDb db, User user, string? password, bool shown)
    {
        var now = clock.GetUtcNow();
        if (password is not null)
        {
            var until = now + passwords.Lifetime;
            if (await accounts.CreateTemporaryAsync(db, user.PersonId, user.Email, password, until) is null)
            {
                return false;
            }

            if (!shown)
            {
                // Nobody knows this one: the person chooses a password by the mailed link.
                var reset = new PersonLinkId(Guid.CreateVersion7(now));
                db.PersonLinks.Add(PersonLink.ForNewPassword(reset, user, key, links, now));
            }

            return true;
        }

        var id = new PersonLinkId(Guid.CreateVersion7(now));
        db.PersonLinks.Add(PersonLink.ForConsent(id, user, key, links, now));
        return true;
    }
}
