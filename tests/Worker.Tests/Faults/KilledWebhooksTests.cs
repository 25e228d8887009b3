using System.Text.Json;
using PartnerGraph.Persistence.Webhooks;
using PartnerGraph.TestHosts.Faults;
using PartnerGraph.TestHosts.Webhooks;
using PartnerGraph.TestKit;

namespace PartnerGraph.Worker.Tests.Faults;

/// <summary>
/// kill -9 of the real `worker` command while it delivers webhooks, on PostgreSQL. CI kills it once at each step;
/// PARTNERGRAPH_KILL_WEBHOOKS asks for more deliveries a step (a kill for every 12), PARTNERGRAPH_KILL_SEED chooses other places.
/// </summary>
public sealed class KilledWebhooksTests
{
    private const int DeliveriesAKill = 12;

    // As many are under way to one endpoint at once, and no more than those can have been sent and not been noted.
    private const int UnderWay = 4;

    private static readonly int Deliveries = SoakPart.Size("PARTNERGRAPH_KILL_WEBHOOKS", DeliveriesAKill);
    private static readonly int Seed = SoakPart.Size("PARTNERGRAPH_KILL_SEED", 20);

    private enum Step
    {
        /// <summary>The claim is committed, and nothing is sent.</summary>
        Claimed,

        /// <summary>The receiver has the request and has not answered.</summary>
        Sent,

        /// <summary>The receiver has answered, and the row does not say so.</summary>
        Answered,

        /// <summary>The row says so, in a transaction that is not committed.</summary>
        Written,

        /// <summary>All that happened is delivered.</summary>
        Between,
    }

    [Fact]
    public async Task R84_Every_event_arrives_again_under_its_id_when_the_worker_dies_and_the_log_tells_both()
    {
        await using var webhooks = await KilledWebhooks.CreateAsync();
        var random = new Random(Seed);
        var received = new List<ReceivedWebhook>();
        var worker = webhooks.World.StartWorker();
        foreach (var step in Enum.GetValues<Step>())
        {
            var (begun, duplicates) = (TimeProvider.System.GetTimestamp(), 0);
            var kills = Math.Max(1, Deliveries / DeliveriesAKill);
            for (var kill = 0; kill < kills; kill++)
            {
                var before = (await webhooks.DeliveriesAsync()).Count;
                // Stopped meanwhile, so that it begins when all is in place.
                worker.Stop();
                await webhooks.TellAsync(DeliveriesAKill);
                var happening = KillAsync(webhooks, worker, step, random.Next(DeliveriesAKill));
                worker.Continue();
                await happening;
                webhooks.World.ForgetFaults();
                webhooks.Receiver.Answer = Take;
                await webhooks.EndLeasesAsync();

                worker = webhooks.World.StartWorker();
                await webhooks.WaitForAllAsync(worker);
                while (webhooks.Receiver.Count > 0)
                    received.Add(await webhooks.Receiver.NextAsync());
                var more = Check([.. (await webhooks.DeliveriesAsync()).Skip(before)], received, step);
                more.ShouldBeInRange(
                    step is Step.Claimed or Step.Between ? 0 : 1,
                    step is Step.Between ? 0 : UnderWay,
                    $"{step}, seed {Seed}"
                );
                duplicates += more;
            }
            SoakPart.Tell(
                $"kill -9 while webhooks are delivered, {step}",
                kills * DeliveriesAKill,
                TimeProvider.System.GetElapsedTime(begun),
                $"deliveries; {kills} kills, 0 lost, {duplicates} sent again (seed {Seed})"
            );
        }

        worker.Kill();
        CheckLog(webhooks, received);
    }

    /// <summary>How many requests came more than once.</summary>
    private static int Check(
        IReadOnlyList<LoggedDelivery> deliveries,
        IReadOnlyList<ReceivedWebhook> received,
        Step step
    )
    {
        var again = 0;
        foreach (var (delivery, log) in deliveries)
        {
            var copies = received.Where(one => one.Id == delivery.WebhookId).ToList();
            copies.ShouldNotBeEmpty($"Lost at {step}, seed {Seed}");
            copies.Select(one => one.Body).Distinct().Count().ShouldBe(1);
            again += copies.Count - 1;

            // What was taken up and not brought to its end stands there as well as what came through.
            log.Count.ShouldBe(delivery.Attempts);
            copies.Count.ShouldBeLessThanOrEqualTo(log.Count);
            (log[^1].Status, log[^1].Error, log[^1].Request).ShouldBe((204, null, copies[0].Body));
            log.SkipLast(1).ShouldAllBe(entry => entry.Status == null && entry.Error!.StartsWith("It was broken off"));
            (delivery.Status, delivery.LastError).ShouldBe((WebhookDeliveryStatus.Succeeded, null));
        }
        return again;
    }

    /// <summary>No secret, no signature, no address: neither of the receiver nor of the people in the payload.</summary>
    private static void CheckLog(KilledWebhooks webhooks, IReadOnlyList<ReceivedWebhook> received)
    {
        var log = webhooks.World.Output;
        log.ShouldContain("Webhook delivery ");
        var url = new Uri(webhooks.Receiver.Url);
        string[] secrets =
        [
            webhooks.Secret,
            webhooks.Secret.Replace("whsec_", "", StringComparison.Ordinal),
            "s3cret-path",
            url.Authority,
            .. received.Select(one => one.Signature.Replace("v1,", "", StringComparison.Ordinal)),
            .. received.Select(one =>
                JsonDocument
                    .Parse(one.Body)
                    .RootElement.GetProperty("data")
                    .GetProperty("invitation")
                    .GetProperty("recipientEmail")
                    .GetString()!
            ),
        ];
        foreach (var secret in secrets)
        {
            secret.Length.ShouldBeGreaterThan(5);
            log.Contains(secret, StringComparison.OrdinalIgnoreCase)
                .ShouldBeFalse("something secret stands in the log");
        }
    }

    /// <summary>The traps are set when this returns for the first time; the worker is dead when it is done.</summary>
    private static async Task KillAsync(KilledWebhooks webhooks, ProgramProcess worker, Step step, int skip)
    {
        var network = webhooks.World.Network;
        switch (step)
        {
            case Step.Claimed:
                await HappensAsync(network.HoldBefore("FROM webhook_endpoints AS w\nWHERE w.id = ", skip));
                break;
            case Step.Sent:
                await HappensAsync(KilledByReceiver(webhooks, worker, skip));
                break;
            case Step.Answered:
                await HappensAsync(network.HoldBefore("status = 'Succeeded'", skip));
                break;
            case Step.Written:
                await HappensAsync(network.HoldBefore("INSERT INTO webhook_attempts", skip));
                break;
            case Step.Between:
                await webhooks.WaitForAllAsync(worker);
                break;
        }
        worker.Kill();

        Task HappensAsync(Task awaited) => KilledWorld.HappensAsync(awaited, worker);
    }

    /// <summary>The receiver itself kills its client, at the moment when it is to answer.</summary>
    private static Task KilledByReceiver(KilledWebhooks webhooks, ProgramProcess worker, int passing)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var left = passing;
        webhooks.Receiver.Answer = context =>
        {
            if (Interlocked.Decrement(ref left) == -1)
            {
                worker.Kill();
                killed.SetResult();
            }
            return Take(context);
        };
        return killed.Task;
    }

    private static Task Take(Microsoft.AspNetCore.Http.HttpContext context)
    {
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}
