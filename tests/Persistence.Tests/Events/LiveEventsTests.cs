using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Tests.Databases;
using PartnerGraph.TestHosts.Faults;

namespace PartnerGraph.Persistence.Tests.Events;

/// <summary>Followers who share one reader get what each would have read alone.</summary>
public abstract class LiveEventsTests(DatabaseFixture fixture)
{
    protected World World { get; } = new(fixture);

    protected LiveEvents Live { get; } = fixture.Get<LiveEvents>();

    [Fact]
    public async Task A_follower_gets_what_it_missed_and_then_what_comes()
    {
        var provider = await World.ProviderAsync();
        await World.InvitationAsync(provider);
        await using var follower = Follow(provider, after: 0, EventNames.PartnershipInvited);
        (await NextAsync(follower)).ShouldBe(1);
        var live = NextAsync(follower);
        await World.InvitationAsync(provider);
        (await live).ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_names_no_position_gets_what_comes_from_now_on()
    {
        var provider = await World.ProviderAsync();
        await World.InvitationAsync(provider);
        await using var early = Follow(provider, after: 0);
        (await NextAsync(early)).ShouldBe(1);
        var waiting = NextAsync(early);
        await using var late = Follow(provider, after: null);
        var live = await BegunAsync(late, provider);
        await World.InvitationAsync(provider);
        (await waiting).ShouldBe(2);
        (await live).ShouldBe(2);
    }

    [Fact]
    public async Task Followers_who_come_at_any_time_get_every_event_once_and_in_order()
    {
        const int events = 240;
        const int followers = 24;
        var provider = await World.ProviderAsync();
        var following = new List<Task<List<long>>>();
        for (var at = 0; at < events; at++)
        {
            await World.InvitationAsync(provider, $"w{at}@reseller.example");
            if (at % (events / followers) == 0)
            {
                // Some from the beginning, some from where the log stands, some slowly, and one kind at a time.
                var after = following.Count % 2 == 0 ? 0 : at + 1;
                var isSlow = following.Count % 3 == 0;
                var kinds = following.Count % 4 == 0 ? new[] { EventNames.PartnershipInvited } : [];
                following.Add(Task.Run(() => ReadAsync(provider, after, events, isSlow, kinds)));
            }
        }

        foreach (var read in await Task.WhenAll(following))
        {
            read.ShouldBe(Enumerable.Range((int)read[0], events - (int)read[0] + 1).Select(position => (long)position));
        }
    }

    [Fact]
    public async Task A_follower_who_was_left_behind_reads_by_itself_and_catches_up()
    {
        const int events = 350;
        var provider = await World.ProviderAsync();
        await World.InvitationAsync(provider);
        await using var slow = Follow(provider, after: 0);
        (await NextAsync(slow)).ShouldBe(1);
        var quick = Task.Run(() => ReadAsync(provider, after: 0, events, isSlow: false, []));
        for (var at = 1; at < events; at++)
        {
            await World.InvitationAsync(provider, $"w{at}@reseller.example");
        }

        (await quick).Count.ShouldBe(events);
        for (var position = 2L; position <= events; position++)
        {
            (await NextAsync(slow)).ShouldBe(position);
        }

        var live = NextAsync(slow);
        await World.InvitationAsync(provider);
        (await live).ShouldBe(events + 1);
    }

    [Fact]
    public async Task Kinds_that_nobody_asked_for_are_passed_over_live_too()
    {
        var provider = await World.ProviderAsync();
        await using var follower = Follow(provider, after: 0, EventNames.PartnershipEstablished);
        var live = NextAsync(follower);
        await World.InvitationAsync(provider);
        await World.PartnershipAsync(provider, await World.ResellerAsync());
        (await live).ShouldBe(2);
    }

    [Fact]
    public async Task Each_organization_is_read_on_its_own()
    {
        var (one, other) = (await World.ProviderAsync(), await World.ProviderAsync());
        await using var ofOne = Follow(one, after: 0);
        await using var ofOther = Follow(other, after: 0);
        var (first, second) = (ofOne.MoveNextAsync().AsTask(), ofOther.MoveNextAsync().AsTask());
        await World.InvitationAsync(one);
        await first.WaitAsync(Patience, TestContext.Current.CancellationToken);
        ofOne.Current.OrganizationId.ShouldBe(one.Id);
        await World.InvitationAsync(other);
        await second.WaitAsync(Patience, TestContext.Current.CancellationToken);
        ofOther.Current.OrganizationId.ShouldBe(other.Id);
        ofOther.Current.Position.ShouldBe(1);
    }

    [Fact]
    public async Task When_the_last_one_has_left_the_next_one_begins_anew()
    {
        var provider = await World.ProviderAsync();
        for (var position = 1L; position <= 3; position++)
        {
            await using var follower = Follow(provider, after: position - 1);
            var live = NextAsync(follower);
            await World.InvitationAsync(provider);
            (await live).ShouldBe(position);
        }
    }

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected static async Task<long> NextAsync(IAsyncEnumerator<StoredEvent> follower)
    {
        (
            await follower.MoveNextAsync().AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken)
        ).ShouldBeTrue();
        return follower.Current.Position;
    }

    private IAsyncEnumerator<StoredEvent> Follow(Organization organization, long? after, params string[] kinds) =>
        Live.FollowAsync(organization.Id, after, kinds, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

    /// <summary>The next event of a follower without a position, who has asked for the last one by the time this returns.</summary>
    private async Task<Task<long>> BegunAsync(IAsyncEnumerator<StoredEvent> follower, Organization organization)
    {
        var next = NextAsync(follower);
        while (Live.FollowersOf(organization.Id) < 2)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        return next;
    }

    private async Task<List<long>> ReadAsync(
        Organization organization,
        long after,
        long until,
        bool isSlow,
        string[] kinds
    )
    {
        using var patience = new CancellationTokenSource(Patience * 2);
        var seen = new List<long>();
        await foreach (var stored in Live.FollowAsync(organization.Id, after, kinds, patience.Token))
        {
            seen.Add(stored.Position);
            if (stored.Position == until)
            {
                break;
            }

            if (isSlow)
            {
                await Task.Delay(1, patience.Token);
            }
        }

        return seen;
    }
}

public sealed class LiveEventsOnSqliteTests(SqliteFixture fixture)
    : LiveEventsTests(fixture),
        IClassFixture<SqliteFixture>;

public sealed class LiveEventsOnPostgresTests(PostgresFixture fixture)
    : LiveEventsTests(fixture),
        IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_database_that_is_away_for_a_while_ends_nobody()
    {
        var provider = await World.ProviderAsync();
        var settings = new NpgsqlConnectionStringBuilder(fixture.ConnectionString);
        await using var network = TcpProxy.Start(settings.Port);
        settings.Port = network.Port;
        await using var other = ProcessOver(settings.ConnectionString);
        var (live, signal) = (other.GetRequiredService<LiveEvents>(), other.GetRequiredService<EventSignal>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var followers = Enumerable
            .Range(0, 3)
            .Select(_ => live.FollowAsync(provider.Id, 0, [], stop.Token).GetAsyncEnumerator(stop.Token))
            .ToList();
        await World.InvitationAsync(provider);
        foreach (var follower in followers)
        {
            (await NextAsync(follower)).ShouldBe(1);
        }

        var waiting = followers.ConvertAll(NextAsync);
        network.Refuse();
        await World.InvitationAsync(provider);
        var failed = network.Accepted;
        signal.Ring(provider.Id);
        network.Forward();
        signal.Ring(provider.Id);

        (await Task.WhenAll(waiting)).ShouldAllBe(position => position == 2);
        network.Accepted.ShouldBeGreaterThan(failed);
        await stop.CancelAsync();
    }

    private static ServiceProvider ProcessOver(string connectionString) =>
        new ServiceCollection()
            .AddPersistence(
                new DatabaseOptions { Provider = DatabaseProvider.Postgres, ConnectionString = connectionString }
            )
            .BuildServiceProvider();
}
