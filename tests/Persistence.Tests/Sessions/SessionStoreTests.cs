using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Sessions;

public abstract class SessionStoreTests(DatabaseFixture fixture)
{
    private readonly World world = new(fixture);
    private readonly SessionStore sessions = fixture.Get<SessionStore>();

    [Fact]
    public async Task A_session_is_found_by_its_access_token_until_it_lapses()
    {
        var (_, issued) = await StartAsync();
        await using var db = fixture.OpenAll();
        var found = await sessions.FindAsync(db, issued.AccessToken.Text, default);
        found.ShouldNotBeNull();
        found.FamilyId.ShouldBe(issued.FamilyId);
        (await sessions.FindAsync(db, issued.RefreshToken.Text, default)).ShouldBeNull();
        (await sessions.FindAsync(db, "pga_unknown", default)).ShouldBeNull();

        fixture.Clock.Advance(SessionLifetimes.Default.Access);
        (await sessions.FindAsync(db, issued.AccessToken.Text, default)).ShouldBeNull();
        (await sessions.IsAliveAsync(db, issued.FamilyId, default)).ShouldBeTrue();
    }

    [Fact]
    public async Task Tokens_are_stored_as_hashes_only()
    {
        var (_, issued) = await StartAsync();
        await using var db = fixture.OpenAll();
        var row = await db.Sessions.SingleAsync(session => session.Id == issued.Id);
        row.AccessHash.ShouldBe(SecretToken.HashOf(issued.AccessToken.Text));
        row.RefreshHash.ShouldNotBe(row.AccessHash);
        issued.AccessToken.ToString().ShouldBe("(secret)");
    }

    [Fact]
    public async Task Refreshing_rotates_and_a_reused_refresh_token_ends_the_family()
    {
        var (_, first) = await StartAsync();
        await using var db = fixture.OpenAll();
        var second = await sessions.RefreshAsync(db, first.RefreshToken.Text, default);
        second.ShouldNotBeNull();
        second.FamilyId.ShouldBe(first.FamilyId);
        (await sessions.FindAsync(db, second.AccessToken.Text, default)).ShouldNotBeNull();

        (await sessions.RefreshAsync(db, first.RefreshToken.Text, default)).ShouldBeNull();
        (await sessions.FindAsync(db, second.AccessToken.Text, default)).ShouldBeNull();
        (await sessions.RefreshAsync(db, second.RefreshToken.Text, default)).ShouldBeNull();
        (await sessions.IsAliveAsync(db, first.FamilyId, default)).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_parallel_refreshes_with_one_token_at_most_one_gets_a_session()
    {
        var (_, first) = await StartAsync();
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        await using var db = fixture.OpenAll();
                        return await sessions.RefreshAsync(db, first.RefreshToken.Text, default);
                    })
                )
        );
        outcomes.Count(session => session is not null).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_password_ends_every_session_of_the_person()
    {
        var (account, issued) = await StartAsync();
        await using var db = fixture.OpenAll();
        var same = await db.Accounts.SingleAsync(row => row.Id == account.Id);
        await fixture.Get<PersonAccounts>().SetPasswordAsync(db, same, "another long password");
        (await sessions.FindAsync(db, issued.AccessToken.Text, default)).ShouldBeNull();
        (await sessions.RefreshAsync(db, issued.RefreshToken.Text, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Signing_out_ends_the_family_and_nobody_elses()
    {
        var (_, mine) = await StartAsync();
        var (_, other) = await StartAsync();
        await using var db = fixture.OpenAll();
        (await sessions.EndFamilyAsync(db, mine.FamilyId, default)).ShouldBe(1);
        (await sessions.FindAsync(db, mine.AccessToken.Text, default)).ShouldBeNull();
        (await sessions.FindAsync(db, other.AccessToken.Text, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Signing_out_while_a_refresh_is_under_way_ends_the_new_pair_as_well()
    {
        var (account, first) = await StartAsync();
        await using var refreshing = fixture.OpenAll();
        await using var refresh = await refreshing.Database.BeginTransactionAsync();
        // What a refresh does, held open between its last statement and its commit.
        await refreshing
            .Sessions.Where(session => session.Id == first.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.RotatedAt, world.Now));
        var next = new Session
        {
            Id = new SessionId(world.NewId()),
            FamilyId = first.FamilyId,
            PersonId = account.Id,
            AccessHash = SecretToken.New("pga_").Hash,
            RefreshHash = SecretToken.New("pgr_").Hash,
            SecurityStamp = account.SecurityStamp!,
            CreatedAt = world.Now,
            AccessExpiresAt = world.Now.AddHours(1),
            RefreshExpiresAt = world.Now.AddDays(1),
        };
        refreshing.Add(next);
        await refreshing.SaveChangesAsync();

        var signOut = Task.Run(async () =>
        {
            await using var db = fixture.OpenAll();
            return await sessions.EndFamilyAsync(db, first.FamilyId, default);
        });
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        await refresh.CommitAsync();

        (await signOut).ShouldBe(2);
        await using var after = fixture.OpenAll();
        (await sessions.IsAliveAsync(after, first.FamilyId, default)).ShouldBeFalse();
    }

    private async Task<(Account Account, IssuedSession Session)> StartAsync()
    {
        await using var db = fixture.OpenAll();
        var email = EmailAddress.Parse($"session{World.Next()}@example.com");
        var account = await fixture
            .Get<PersonAccounts>()
            .CreateAsync(db, new PersonId(world.NewId()), email, "a long enough password");
        var issued = sessions.Start(db, account!, user: null, organization: null);
        await db.SaveChangesAsync();
        return (account!, issued);
    }
}

public sealed class SessionStoreOnSqliteTests(SqliteFixture fixture)
    : SessionStoreTests(fixture),
        IClassFixture<SqliteFixture>;

public sealed class SessionStoreOnPostgresTests(PostgresFixture fixture)
    : SessionStoreTests(fixture),
        IClassFixture<PostgresFixture>;
