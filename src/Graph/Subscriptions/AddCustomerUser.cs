using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Subscriptions;

public sealed record AddCustomerUserInput(string CustomerId, string FullName, EmailAddress Email);

public sealed record AddCustomerUserPayload : Payload
{
    public UserId? CustomerUser { get; init; }
}

/// <summary>
/// R72: the reseller adds a user to its customer, to give licenses to. The user has no role. Somebody who has an account is asked for
/// consent by mail, as in addUser; else the account is made without a password, which no partner ever learns: the customer's own admin
/// gives one by resetPassword when the person is to sign in.
/// </summary>
public sealed class AddCustomerUser(
    Database database,
    PersonAccounts accounts,
    LinkKey key,
    LinkPolicy links,
    TimeProvider clock
) : IMutation<AddCustomerUserInput, AddCustomerUserPayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone("A partner adds users within its customer's account.");

    /// <summary>Whoever loses a race for an address looks again: what the winner did then tells the reason.</summary>
    public async Task<AddCustomerUserPayload> ExecuteAsync(
        AddCustomerUserInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var found = await AdministeredAsync(caller, input.CustomerId, cancellation);
        if (!found.TryGet(out var customer, out var refusals))
        {
            return new AddCustomerUserPayload { Errors = refusals };
        }

        return await TryAsync(customer.Id, input, request, cancellation)
            ?? await TryAsync(customer.Id, input, request, cancellation)
            ?? new AddCustomerUserPayload { Errors = [new ChangedMeanwhile()] };
    }

    private async Task<Outcome<ServedCustomer>> AdministeredAsync(
        Caller caller,
        string customerId,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Tenant.Of(caller.Organization));
        if (await ServedCustomer.FindAsync(db, caller, customerId, cancellation) is not { } customer)
        {
            return new NotFound().At("customerId");
        }

        return ServedCustomer.May(caller, CustomerAction.Administer, family: null, customer.Ties.All) is { } denied
            ? denied.At("customerId")
            : customer;
    }

    /// <summary>Null where somebody else took the address at the same moment.</summary>
    private async Task<AddCustomerUserPayload?> TryAsync(
        OrganizationId customer,
        AddCustomerUserInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        await using var db = database.Open(Everyone);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // In this order: an account that somebody makes at this moment comes with its user.
        var account = await accounts.FindAsync(db, input.Email, cancellation);
        var users = await RosterQueries.WithAddressAsync(db, customer, input.Email, cancellation);

        if (!Decide(new UserRoster(customer, users), input, request, account).TryGet(out var user, out var refusals))
        {
            return new AddCustomerUserPayload { Errors = refusals };
        }

        if (!await AddWayInAsync(db, user))
        {
            return null;
        }

        db.Users.Add(user);
        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return null;
        }

        await transaction.CommitAsync(cancellation);
        return new AddCustomerUserPayload { CustomerUser = user.Id };
    }

    private Outcome<User> Decide(UserRoster roster, AddCustomerUserInput input, RequestState request, Account? account)
    {
        var now = clock.GetUtcNow();
        var added = new NewUser(
            new UserId(Guid.CreateVersion7(now)),
            input.FullName,
            input.Email,
            Roles.None,
            request.Language
        );
        var existing = account is null ? null : new ExistingPerson(account.Id, account.EmailConfirmed);
        return roster.Add(added, Roles.None, existing, new PersonId(Guid.CreateVersion7(now)), now);
    }

    /// <summary>False where the address got an account a moment ago.</summary>
    private async Task<bool> AddWayInAsync(PartnerGraphDb db, User user)
    {
        if (!user.ConsentPending)
        {
            return await accounts.CreateWithoutPasswordAsync(db, user.PersonId, user.Email) is not null;
        }

        var now = clock.GetUtcNow();
        db.PersonLinks.Add(PersonLink.ForConsent(new PersonLinkId(Guid.CreateVersion7(now)), user, key, links, now));
        return true;
    }
}
