using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Accounts;

public abstract class PersonAccountsTests(DatabaseFixture fixture)
{
    private const string Password = "a long enough password";
    private readonly World world = new(fixture);
    private readonly PersonAccounts accounts = fixture.Get<PersonAccounts>();

    [Fact]
    public async Task An_address_has_one_account()
    {
        await using var db = fixture.OpenAll();
        var email = NewEmail();
        (await accounts.CreateAsync(db, NewId(), email, Password)).ShouldNotBeNull();
        (await accounts.CreateAsync(db, NewId(), email, Password)).ShouldBeNull();
    }

    [Fact]
    public async Task The_right_password_is_accepted_and_all_else_refused_alike()
    {
        await using var db = fixture.OpenAll();
        var email = NewEmail();
        await accounts.CreateAsync(db, NewId(), email, Password);
        (await accounts.CheckAsync(db, email, Password, default)).ShouldBeOfType<PasswordCheck.Accepted>();
        (await accounts.CheckAsync(db, email, "wrong", default)).ShouldBe(new PasswordCheck.Refused());
        (await accounts.CheckAsync(db, NewEmail(), Password, default)).ShouldBe(new PasswordCheck.Refused());
    }

    [Fact]
    public async Task Ten_failures_lock_the_account_also_for_the_right_password()
    {
        await using var db = fixture.OpenAll();
        var email = NewEmail();
        await accounts.CreateAsync(db, NewId(), email, Password);
        for (var i = 0; i < 10; i++)
        {
            await accounts.CheckAsync(db, email, "wrong", default);
        }
        (await accounts.CheckAsync(db, email, Password, default)).ShouldBeOfType<PasswordCheck.LockedOut>();
    }

    [Fact]
    public async Task Guesses_at_the_same_moment_are_counted_one_by_one()
    {
        var email = NewEmail();
        await using (var db = fixture.OpenAll())
        {
            await accounts.CreateAsync(db, NewId(), email, Password);
        }

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        await using var db = fixture.OpenAll();
                        return await accounts.CheckAsync(db, email, "wrong", default);
                    })
                )
        );

        answers.Count(answer => answer is PasswordCheck.Refused).ShouldBe(10);
        answers.Count(answer => answer is PasswordCheck.LockedOut).ShouldBe(20);
    }

    [Fact]
    public async Task A_temporary_password_lapses_and_gives_way_to_one_of_ones_own()
    {
        await using var db = fixture.OpenAll();
        var email = NewEmail();
        var until = world.Now.AddDays(7);
        var account = await accounts.CreateTemporaryAsync(db, NewId(), email, Password, until);
        account!.PasswordChangeRequired.ShouldBeTrue();
        (await accounts.CheckAsync(db, email, Password, default)).ShouldBeOfType<PasswordCheck.Accepted>();
        fixture.Clock.Advance(TimeSpan.FromDays(7));
        (await accounts.CheckAsync(db, email, Password, default)).ShouldBe(new PasswordCheck.Lapsed(until));

        await accounts.SetPasswordAsync(db, account, "one of my own choice");
        account.PasswordChangeRequired.ShouldBeFalse();
        (
            await accounts.CheckAsync(db, email, "one of my own choice", default)
        ).ShouldBeOfType<PasswordCheck.Accepted>();
    }

    [Fact]
    public async Task Outside_logins_are_found_by_issuer_and_subject_never_by_address()
    {
        await using var db = fixture.OpenAll();
        var email = NewEmail();
        var account = await accounts.CreateAsync(db, NewId(), email, Password);
        const string issuer = "https://issuer.example";
        await PersonAccounts.LinkOutsideLoginAsync(db, account!.Id, issuer, email.Value + "-subject", default);
        await db.SaveChangesAsync();
        (
            await accounts.FindByOutsideLoginAsync(db, "https://issuer.example", email.Value + "-subject", default)
        ).ShouldBe(account.Id);
        (
            await accounts.FindByOutsideLoginAsync(db, "https://other.example", email.Value + "-subject", default)
        ).ShouldBeNull();
        (await accounts.FindByOutsideLoginAsync(db, "https://issuer.example", email.Value, default)).ShouldBeNull();
    }

    [Fact]
    public async Task An_api_token_works_until_it_is_revoked_or_lapses()
    {
        var reseller = await world.ResellerAsync();
        var user = await world.UserAsync(reseller);
        var store = fixture.Get<ApiTokenStore>();
        await using var db = fixture.OpenAll();
        var (token, secret) = store.Create(
            db,
            reseller.Id,
            user.Id,
            "erp",
            [ApiScope.Events, ApiScope.Read],
            world.Now.AddDays(1)
        );
        await db.SaveChangesAsync();

        var found = await store.FindAsync(db, secret.Text, default);
        found.ShouldNotBeNull();
        found.OrganizationId.ShouldBe(reseller.Id);
        found.Scopes.ShouldBe([ApiScope.Read, ApiScope.Events]);
        await db.Entry(token).ReloadAsync();
        token.LastUsedAt.ShouldBe(world.Now);

        token.Revoke(world.Now);
        await db.SaveChangesAsync();
        (await store.FindAsync(db, secret.Text, default)).ShouldBeNull();
    }

    private static EmailAddress NewEmail() => EmailAddress.Parse($"account{World.Next()}@example.com");

    private PersonId NewId() => new(world.NewId());
}

public sealed class PersonAccountsOnSqliteTests(SqliteFixture fixture)
    : PersonAccountsTests(fixture),
        IClassFixture<SqliteFixture>;

public sealed class PersonAccountsOnPostgresTests(PostgresFixture fixture)
    : PersonAccountsTests(fixture),
        IClassFixture<PostgresFixture>;
