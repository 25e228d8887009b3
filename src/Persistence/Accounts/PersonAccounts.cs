using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Persistence.Accounts;

/// <summary>
/// People's accounts: hashing, lockout and security stamps are ASP.NET Core Identity's, over whichever context the caller works
/// with, so that an account and what belongs to it can be made in one transaction. Password rules are the Domain's and checked before.
/// </summary>
public sealed class PersonAccounts(
    IOptions<IdentityOptions> options,
    IPasswordHasher<Account> hasher,
    IServiceProvider services,
    ILogger<UserManager<Account>> logger,
    TimeProvider clock
)
{
    // Hashed once, so that an unknown address costs the same time as a wrong password.
    private readonly Lazy<string> nobody = new(() => hasher.HashPassword(new Account(), "nobody's password"));

    /// <summary>Identity's own surface, for what is not below. It saves at once, within the caller's transaction where there is one.</summary>
    public UserManager<Account> Over(PartnerGraphDb db) =>
        new(
            new AccountStore(db),
            options,
            hasher,
            [new UserValidator<Account>()],
            [],
            new UpperInvariantLookupNormalizer(),
            new IdentityErrorDescriber(),
            services,
            logger
        );

    public Task<Account?> FindAsync(PartnerGraphDb db, EmailAddress email, CancellationToken cancellationToken)
    {
        var normalized = email.Value.ToUpperInvariant();
        return db.Accounts.SingleOrDefaultAsync(account => account.NormalizedEmail == normalized, cancellationToken);
    }

    /// <summary>
    /// A new account, saved; null where the address has one already, or gets one at this moment: the caller's transaction is then
    /// good for nothing more.
    /// </summary>
    public async Task<Account?> CreateAsync(PartnerGraphDb db, PersonId id, EmailAddress email, string password)
    {
        var account = new Account(id, email, clock.GetUtcNow());
        return await SavedAsync(db, account, password) ? account : null;
    }

    /// <summary>The same with a password that only sets a new one, and only until then.</summary>
    public async Task<Account?> CreateTemporaryAsync(
        PartnerGraphDb db,
        PersonId id,
        EmailAddress email,
        string password,
        DateTimeOffset until
    )
    {
        var account = new Account(id, email, clock.GetUtcNow());
        account.PasswordIsTemporary(until);
        return await SavedAsync(db, account, password) ? account : null;
    }

    /// <summary>The same without a password: nobody signs in with it until one is set.</summary>
    public async Task<Account?> CreateWithoutPasswordAsync(PartnerGraphDb db, PersonId id, EmailAddress email)
    {
        var account = new Account(id, email, clock.GetUtcNow());
        return await SavedAsync(db, account, password: null) ? account : null;
    }

    /// <summary>
    /// Checks an address and a password in the same time whether the address is known or not. Failures count towards the lockout.
    /// </summary>
    public async Task<PasswordCheck> CheckAsync(
        PartnerGraphDb db,
        EmailAddress email,
        string password,
        CancellationToken cancellationToken
    )
    {
        var account = await FindAsync(db, email, cancellationToken);
        if (account?.PasswordHash is null)
        {
            hasher.VerifyHashedPassword(new Account(), nobody.Value, password);
            return new PasswordCheck.Refused();
        }
        return await CheckAsync(db, account, password);
    }

    /// <summary>The same for an account that is known, for example before its password is changed.</summary>
    public async Task<PasswordCheck> CheckAsync(PartnerGraphDb db, Account account, string password)
    {
        using var accounts = Over(db);
        var mayTry = await TakeAttemptAsync(db, account);
        var isRight = await accounts.CheckPasswordAsync(account, password);
        if (!mayTry)
        {
            return new PasswordCheck.LockedOut(clock.GetUtcNow() + options.Value.Lockout.DefaultLockoutTimeSpan);
        }
        if (!isRight)
        {
            return new PasswordCheck.Refused();
        }
        await GiveAttemptsBackAsync(db, account);
        return account.HasLapsedPassword(clock.GetUtcNow())
            ? new PasswordCheck.Lapsed(account.TemporaryPasswordUntil!.Value)
            : new PasswordCheck.Accepted(account);
    }

    /// <summary>A password of the person's own choice. The security stamp changes, so every session of the person ends.</summary>
    /// <exception cref="DbUpdateConcurrencyException">The account was changed since it was read.</exception>
    public Task SetPasswordAsync(PartnerGraphDb db, Account account, string password)
    {
        account.PasswordIsOwn();
        return ReplacePasswordAsync(db, account, password);
    }

    public Task SetTemporaryPasswordAsync(PartnerGraphDb db, Account account, string password, DateTimeOffset until)
    {
        account.PasswordIsTemporary(until);
        return ReplacePasswordAsync(db, account, password);
    }

    /// <summary>The address is free again, and every session of the account ends.</summary>
    /// <exception cref="DbUpdateConcurrencyException">The account was changed since it was read.</exception>
    public async Task GiveUpAddressAsync(PartnerGraphDb db, Account account)
    {
        using var accounts = Over(db);
        account.GiveUpAddress();
        Demand(await accounts.UpdateSecurityStampAsync(account));
    }

    /// <summary>The person has proven to read the mail of this address.</summary>
    public async Task MarkEmailVerifiedAsync(PartnerGraphDb db, PersonId person, CancellationToken cancellationToken) =>
        await db
            .Accounts.Where(account => account.Id == person)
            .ExecuteUpdateAsync(set => set.SetProperty(account => account.EmailConfirmed, true), cancellationToken);

    /// <summary>The account that an outside issuer's subject is linked to.</summary>
    public async Task<PersonId?> FindByOutsideLoginAsync(
        PartnerGraphDb db,
        string issuer,
        string subject,
        CancellationToken cancellationToken
    )
    {
        var login = await db.Set<IdentityUserLogin<PersonId>>()
            .AsNoTracking()
            .SingleOrDefaultAsync(row => row.LoginProvider == issuer && row.ProviderKey == subject, cancellationToken);
        return login?.UserId;
    }

    /// <summary>Every organization that the person belongs to reads of it in its trail.</summary>
    public static async Task LinkOutsideLoginAsync(
        PartnerGraphDb db,
        PersonId person,
        string issuer,
        string subject,
        CancellationToken cancellationToken
    )
    {
        db.Add(
            new IdentityUserLogin<PersonId>
            {
                LoginProvider = issuer,
                ProviderKey = subject,
                UserId = person,
            }
        );
        var memberships = await db
            .Users.Where(row => row.PersonId == person)
            .Select(row => new { row.Id, row.OrganizationId })
            .ToListAsync(cancellationToken);
        db.Changes.AddRange(
            memberships.Select(row => Change.ByStatement(NamedSubject.User, row.Id.Value, row.OrganizationId))
        );
    }

    /// <summary>
    /// Counts the attempt before the password is looked at, by one statement: of any number of guesses at the same moment no more are
    /// tried than of those that come one after the other. The last one that is allowed locks the account.
    /// </summary>
    private async Task<bool> TakeAttemptAsync(PartnerGraphDb db, Account account)
    {
        var now = clock.GetUtcNow();
        var most = options.Value.Lockout.MaxFailedAccessAttempts;
        DateTimeOffset? until = now + options.Value.Lockout.DefaultLockoutTimeSpan;
        var taken = await db
            .Accounts.Where(row => row.Id == account.Id && (row.LockoutEnd == null || row.LockoutEnd <= now))
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.LockoutEnd, row => row.AccessFailedCount + 1 >= most ? until : null)
                    .SetProperty(
                        row => row.AccessFailedCount,
                        row => row.AccessFailedCount + 1 >= most ? 0 : row.AccessFailedCount + 1
                    )
            );
        return taken == 1;
    }

    private static Task GiveAttemptsBackAsync(PartnerGraphDb db, Account account) =>
        db
            .Accounts.Where(row => row.Id == account.Id)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.LockoutEnd, (DateTimeOffset?)null)
                    .SetProperty(row => row.AccessFailedCount, 0)
            );

    private async Task<bool> SavedAsync(PartnerGraphDb db, Account account, string? password)
    {
        using var accounts = Over(db);
        try
        {
            var result = password is null
                ? await accounts.CreateAsync(account)
                : await accounts.CreateAsync(account, password);
            return result.Succeeded || (IsTaken(result) ? false : throw Unexpected(result));
        }
        catch (DbUpdateException failure) when (RacedSave.IsTaken(failure))
        {
            // Somebody else took the address after Identity had looked for it.
            return false;
        }
    }

    private async Task ReplacePasswordAsync(PartnerGraphDb db, Account account, string password)
    {
        using var accounts = Over(db);
        account.PasswordHash = hasher.HashPassword(account, password);
        account.AccessFailedCount = 0;
        account.LockoutEnd = null;
        Demand(await accounts.UpdateSecurityStampAsync(account));
    }

    private static void Demand(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.ConcurrencyFailure))
                ? new DbUpdateConcurrencyException("The account was changed at the same moment.")
                : Unexpected(result);
        }
    }

    private static bool IsTaken(IdentityResult result) =>
        result.Errors.All(error =>
            error.Code
                is nameof(IdentityErrorDescriber.DuplicateEmail)
                    or nameof(IdentityErrorDescriber.DuplicateUserName)
        );

    private static InvalidOperationException Unexpected(IdentityResult result) =>
        new($"The account could not be saved: {string.Join(", ", result.Errors.Select(error => error.Code))}.");
}

/// <summary>What came of checking a password.</summary>
public abstract record PasswordCheck
{
    private PasswordCheck() { }

    public sealed record Accepted(Account Account) : PasswordCheck;

    /// <summary>Unknown address or wrong password: alike.</summary>
    public sealed record Refused : PasswordCheck;

    /// <summary>Too many failures; to be told to the person as <see cref="Refused"/> is.</summary>
    public sealed record LockedOut(DateTimeOffset Until) : PasswordCheck;

    /// <summary>The right temporary password, too late.</summary>
    public sealed record Lapsed(DateTimeOffset Since) : PasswordCheck;
}
