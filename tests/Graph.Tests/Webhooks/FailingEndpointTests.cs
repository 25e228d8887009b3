using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.TestHosts.Webhooks;
using PartnerGraph.TestKit;
using PartnerGraph.Worker.Webhooks;

namespace PartnerGraph.Graph.Tests.Webhooks;

/// <summary>
/// R84: where nothing comes through for days, the admins are told before the endpoint is disabled, and again when it is. The receiver fails
/// for real; only the clock of the job that looks after endpoints is the test's.
/// </summary>
public sealed class FailingEndpointTests
{
    private const string FailingEn = "The webhook at 127.0.0.1 does not answer";
    private const string FailingRu = "Веб-перехватчик на 127.0.0.1 не отвечает";
    private const string StoppedEn = "The webhook at 127.0.0.1 was stopped";
    private const string StoppedRu = "Веб-перехватчик на 127.0.0.1 остановлен";

    private const string Look = """
        query($id: ID!) { node(id: $id) { ... on WebhookEndpoint { status stopReason failingSince
          deliveries(first: 50) { nodes { id kind status } } } } }
        """;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan WarnAfter = TimeSpan.FromDays(3);
    private static readonly TimeSpan DisableAfter = TimeSpan.FromDays(2);

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task It_is_announced_after_three_days_and_done_two_days_later_each_told_once_in_the_readers_language(
        TestDatabase database
    )
    {
        await using var world = await FailingWorld.StartAsync(database);
        var warned = await world.FailAsync() + WarnAfter;

        await world.WatchAsync(warned - Hour);
        (await world.EndpointAsync()).Text("status").ShouldBe("ACTIVE");
        await world.WatchAsync(warned);
        await world.WatchAsync(warned + Hour);
        (await world.MailAsync(world.Admin.Email, FailingEn)).Text.ShouldContain("the endpoint is disabled in 2 days");
        (await world.MailAsync(world.RussianEmail, FailingRu)).Text.ShouldContain("адрес будет отключен через 2 дня");

        await world.WatchAsync(warned + DisableAfter - Hour);
        (await world.EndpointAsync()).Text("status").ShouldBe("ACTIVE");
        await world.WatchAsync(warned + DisableAfter);
        await world.WatchAsync(warned + DisableAfter + Hour);
        await world.MailAsync(world.Admin.Email, StoppedEn);
        await world.MailAsync(world.RussianEmail, StoppedRu);
        var ended = await world.EndpointAsync();
        (ended.Text("status"), ended.Text("stopReason")).ShouldBe(("DISABLED", "FAILING"));

        world.SubjectsTo(world.Admin.Email).ShouldBe([FailingEn, StoppedEn]);
        world.SubjectsTo(world.RussianEmail).ShouldBe([FailingRu, StoppedRu]);
        (await world.ToldAsync()).ShouldBe(["webhook.failing", "webhook.stopped"]);
        foreach (var mail in world.Program.Mail.Mails)
            mail.Text.ShouldNotContain("s3cret-path");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, true)]
    [InlineData(TestDatabase.Postgres, true)]
    [InlineData(TestDatabase.Sqlite, false)]
    [InlineData(TestDatabase.Postgres, false)]
    public async Task One_delivery_that_comes_through_takes_the_warning_back_and_be_it_a_test(
        TestDatabase database,
        bool test
    )
    {
        await using var world = await FailingWorld.StartAsync(database);
        var warned = await world.FailAsync() + WarnAfter;
        await world.WatchAsync(warned);
        await world.MailAsync(world.Admin.Email, FailingEn);

        world.Receiver.Answer = _ => Task.CompletedTask;
        if (test)
            await world.Admin.DoAsync("sendTestWebhook", new { webhookEndpointId = world.Id });
        else
            await world.RedeliverAsync();
        await world.UntilAsync(endpoint => endpoint.IsNull("failingSince"));
        await world.WatchAsync(warned + DisableAfter + Hour);
        (await world.EndpointAsync()).Text("status").ShouldBe("ACTIVE");

        // When it begins to fail again it is warned of again, after its days, before anything is done.
        var again = await world.FailAsync() + WarnAfter;
        await world.WatchAsync(again - Hour);
        world.SubjectsTo(world.Admin.Email).ShouldBe([FailingEn]);
        await world.WatchAsync(again);
        (await world.EndpointAsync()).Text("status").ShouldBe("ACTIVE");
        await world.WatchAsync(again + DisableAfter);
        await world.MailAsync(world.Admin.Email, StoppedEn);
        await world.MailAsync(world.RussianEmail, StoppedRu);
        // Whether the second warning leaves before the end makes it pointless is the mail worker's pace; there is no third.
        world.SubjectsTo(world.Admin.Email).Count(subject => subject == FailingEn).ShouldBeInRange(1, 2);
        (await world.ToldAsync()).ShouldBe(["webhook.failing", "webhook.failing", "webhook.stopped"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_test_that_fails_warns_of_nothing(TestDatabase database)
    {
        await using var world = await FailingWorld.StartAsync(database);
        world.Refuse();
        await world.Admin.DoAsync("sendTestWebhook", new { webhookEndpointId = world.Id });
        await world.UntilAsync(endpoint =>
            endpoint.List("deliveries.nodes").Any(one => one.Text("status") == "FAILED")
        );

        (await world.EndpointAsync()).IsNull("failingSince").ShouldBeTrue();
        await world.WatchAsync(DateTimeOffset.UtcNow + TimeSpan.FromDays(30));
        (await world.ToldAsync()).ShouldBeEmpty();
    }

    /// <summary>A program of its own, as its job looks at all endpoints; an English and a Russian global admin; a receiver.</summary>
    private sealed class FailingWorld(WholeProgram running, WebhookReceiver receiver) : IAsyncDisposable
    {
        public PartnerProgram Program => running.Program;
        public WebhookReceiver Receiver => receiver;
        public Member Admin { get; private set; } = null!;
        public string RussianEmail { get; private set; } = "";
        public string Id { get; private set; } = "";

        public static async Task<FailingWorld> StartAsync(TestDatabase database)
        {
            var running = await WholeProgram.StartAsync(database, clock: null, ("Webhooks__AllowLoopback", "true"));
            var world = new FailingWorld(running, await WebhookReceiver.StartAsync());
            world.Admin = await world.Program.ResellerAsync();
            world.RussianEmail = $"{PartnerProgram.Unique("vera")}@{world.Admin.Domain}";
            var added = await world.Admin.DoAsync(
                "addUser",
                new
                {
                    fullName = "Вера Орлова",
                    email = world.RussianEmail,
                    agentRole = "NOT_AN_AGENT",
                    adminRole = "GLOBAL_ADMIN",
                    language = "RU",
                },
                "signInName temporaryPassword"
            );
            await world.Program.TakeOverAsync(added.Text("signInName"), added.Text("temporaryPassword"));
            var made = await world.Admin.DoAsync(
                "createWebhookEndpoint",
                new { url = world.Receiver.Url, kinds = new[] { "CUSTOMER_RELATIONSHIP_ESTABLISHED" } },
                "webhookEndpoint { id }"
            );
            world.Id = made.Text("webhookEndpoint.id");
            return world;
        }

        public void Refuse() =>
            receiver.Answer = context =>
            {
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            };

        /// <summary>Something happens and does not come through. Since when that is so.</summary>
        public async Task<DateTimeOffset> FailAsync()
        {
            Refuse();
            await Program.CustomerAsync(Admin);
            var failing = await UntilAsync(endpoint => !endpoint.IsNull("failingSince"));
            // The API tells milliseconds, the table holds more.
            return DateTimeOffset.Parse(failing.Text("failingSince"), provider: null).AddMilliseconds(1);
        }

        public async Task RedeliverAsync()
        {
            var delivery = (await EndpointAsync()).Text("deliveries.nodes.0.id");
            await Admin.DoAsync("redeliverWebhook", new { webhookDeliveryId = delivery });
        }

        /// <summary>The job as it runs at this time.</summary>
        public Task WatchAsync(DateTimeOffset at) =>
            ActivatorUtilities
                .CreateInstance<WatchWebhooksJob>(running.Server.Services, new ManualClock(at))
                .RunAsync(CancellationToken.None);

        public async Task<JsonElement> EndpointAsync() => (await Admin.AskAsync(Look, new { id = Id })).At("node");

        public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> so)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (true)
            {
                var endpoint = await EndpointAsync();
                if (so(endpoint))
                    return endpoint;
                await Task.Delay(50, patience.Token);
            }
        }

        public Task<TestHosts.Smtp.ReceivedMail> MailAsync(string to, string subject) =>
            Program.Mail.WaitForMailAsync(
                mail => mail.EnvelopeTo == to && mail.Subject == subject,
                TimeSpan.FromSeconds(30)
            );

        /// <summary>Of webhooks alone, in the order of their coming.</summary>
        public IReadOnlyList<string> SubjectsTo(string recipient) =>
            [
                .. Program
                    .Mail.Mails.Where(mail => mail.EnvelopeTo == recipient && mail.Subject.Contains("127.0.0.1"))
                    .Select(mail => mail.Subject),
            ];

        /// <summary>The events that were raised about endpoints.</summary>
        public async Task<IReadOnlyList<string>> ToldAsync()
        {
            await using var db = running
                .Server.Services.GetRequiredService<Database>()
                .Open(Tenant.Everyone("A test looks at all rows."));
            return await db
                .Events.AsNoTracking()
                .Where(row => row.Kind.StartsWith("webhook."))
                .OrderBy(row => row.Position)
                .Select(row => row.Kind)
                .ToListAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await receiver.DisposeAsync();
            await running.DisposeAsync();
        }
    }
}
