using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Audit;
using PartnerGraph.Persistence.Idempotency;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Persistence.Tests.Databases;

namespace PartnerGraph.Persistence.Tests.Idempotency;

public abstract class IdempotentRequestsTests(DatabaseFixture fixture)
{
    private static readonly byte[] Fingerprint = new byte[32];

    private readonly World world = new(fixture);

    private IdempotentRequests Requests => fixture.Get<IdempotentRequests>();

    [Fact]
    public async Task A_claimed_key_is_under_way_until_it_is_answered()
    {
        var key = await KeyAsync();
        var free = await FreeAsync(key);
        (await ClaimAsync(key)).ShouldBeOfType<KeyStanding.UnderWay>();

        await Requests.AnswerAsync(free.Claim, "{}", hasErrors: true, CancellationToken.None);
        (await ClaimAsync(key)).ShouldBe(new KeyStanding.Answered("{}", true));
        (
            await Requests.ClaimAsync(key, [1, .. Fingerprint[1..]], CancellationToken.None)
        ).ShouldBeOfType<KeyStanding.OtherRequest>();
        (await ClaimAsync(key with { Principal = world.NewId() })).ShouldBeOfType<KeyStanding.Free>();
    }

    [Fact]
    public async Task Of_many_who_claim_at_once_one_gets_it()
    {
        var key = await KeyAsync();
        var standings = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => ClaimAsync(key))));
        standings.Count(standing => standing is KeyStanding.Free).ShouldBe(1);
        standings.Count(standing => standing is KeyStanding.UnderWay).ShouldBe(49);
    }

    [Fact]
    public async Task Who_is_gone_before_anything_was_changed_loses_the_claim_and_every_change_that_comes_later()
    {
        var (organization, key) = await OwnKeyAsync();
        var first = await FreeAsync(key);
        fixture.Clock.Advance(IdempotentRequests.Lease + TimeSpan.FromSeconds(1));
        var second = await FreeAsync(key);

        // The first one was not gone, only slow.
        await Should.ThrowAsync<ClaimLostException>(() => ChangeAsync(organization, first.Claim));
        await ChangeAsync(organization, second.Claim);
        (await TokensAsync(organization)).ShouldBe(1);
        (await Requests.ReleaseAsync(second.Claim, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_is_gone_after_a_change_leaves_a_request_that_never_runs_again()
    {
        var (organization, key) = await OwnKeyAsync();
        var first = await FreeAsync(key);
        await ChangeAsync(organization, first.Claim);
        (await ClaimAsync(key)).ShouldBeOfType<KeyStanding.UnderWay>();

        fixture.Clock.Advance(IdempotentRequests.Lease + TimeSpan.FromSeconds(1));
        (await ClaimAsync(key)).ShouldBeOfType<KeyStanding.AnswerLost>();
        // It was slow again, and has an answer after all.
        await Requests.AnswerAsync(first.Claim, "{}", hasErrors: false, CancellationToken.None);
        (await ClaimAsync(key)).ShouldBeOfType<KeyStanding.Answered>();
    }

    [Fact]
    public async Task A_change_of_another_account_marks_the_key_of_whoever_acts_there()
    {
        var (account, key) = (await world.ResellerAsync(), await KeyAsync());
        var first = await FreeAsync(key);
        await ChangeAsync(account, first.Claim);
        (await Requests.ReleaseAsync(first.Claim, CancellationToken.None)).ShouldBeFalse();
        (await TokensAsync(account)).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_that_is_released_or_a_day_old_is_free_again()
    {
        var key = await KeyAsync();
        var released = await FreeAsync(key);
        (await Requests.ReleaseAsync(released.Claim, CancellationToken.None)).ShouldBeTrue();
        var answered = await FreeAsync(key);
        await Requests.AnswerAsync(answered.Claim, "{}", hasErrors: false, CancellationToken.None);

        fixture.Clock.Advance(IdempotentRequests.Kept - TimeSpan.FromSeconds(1));
        (await ClaimAsync(key)).ShouldBeOfType<KeyStanding.Answered>();
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await FreeAsync(key);

        fixture.Clock.Advance(IdempotentRequests.Kept);
        await using var db = fixture.OpenAll();
        (await IdempotentRequests.DeleteLapsedAsync(db, fixture.Clock.Now, CancellationToken.None)).ShouldBeGreaterThan(
            0
        );
        (await db.IdempotentRequests.CountAsync(row => row.Principal == key.Principal)).ShouldBe(0);
    }

    private async Task<RequestKey> KeyAsync() => (await OwnKeyAsync()).Key;

    private async Task<(Organization Organization, RequestKey Key)> OwnKeyAsync()
    {
        var organization = await world.ResellerAsync();
        return (organization, new RequestKey(organization.Id, world.NewId(), new byte[32]));
    }

    private Task<KeyStanding> ClaimAsync(RequestKey key) =>
        Requests.ClaimAsync(key, Fingerprint, CancellationToken.None);

    private async Task<KeyStanding.Free> FreeAsync(RequestKey key) =>
        (await ClaimAsync(key)).ShouldBeOfType<KeyStanding.Free>();

    private async Task ChangeAsync(Organization organization, RequestClaim claim)
    {
        using var trail = Trail.Begin(
            new Act("change", ActorKind.User, "Anna Admin") { Organization = organization.Id },
            claim
        );
        await using var db = fixture.Database.Open(Tenant.Of(organization.Id));
        fixture
            .Get<ApiTokenStore>()
            .Create(db, organization.Id, new(world.NewId()), "robot", [ApiScope.Read], expiresAt: null);
        await db.SaveChangesAsync();
    }

    private async Task<int> TokensAsync(Organization organization)
    {
        await using var db = fixture.OpenAll();
        return await db.ApiTokens.CountAsync(row => row.OrganizationId == organization.Id);
    }
}

public sealed class SqliteIdempotentRequestsTests(SqliteFixture fixture)
    : IdempotentRequestsTests(fixture),
        IClassFixture<SqliteFixture>;

public sealed class PostgresIdempotentRequestsTests(PostgresFixture fixture)
    : IdempotentRequestsTests(fixture),
        IClassFixture<PostgresFixture>;
