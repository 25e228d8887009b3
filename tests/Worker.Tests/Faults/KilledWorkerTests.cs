using System.Diagnostics;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.TestKit;

namespace PartnerGraph.Worker.Tests.Faults;

/// <summary>
/// kill -9 of the real `worker` command at each step of its work, on PostgreSQL. CI walks through 20 mails a step with one kill in
/// them; PARTNERGRAPH_KILL_MAILS asks for more (a kill for every 20), PARTNERGRAPH_KILL_SEED chooses other places.
/// </summary>
public sealed class KilledWorkerTests(ITestOutputHelper output)
{
    internal const int MailsAKill = 20;

    private static readonly int Mails = SoakPart.Size("PARTNERGRAPH_KILL_MAILS", MailsAKill);
    private static readonly int Seed = SoakPart.Size("PARTNERGRAPH_KILL_SEED", 20);

    [Fact]
    public async Task No_mail_is_lost_and_at_most_one_a_kill_comes_twice()
    {
        // Without pipelining every command has a moment of its own.
        await using var world = await KilledWorld.CreateAsync(
            new SmtpTestServerOptions { Extensions = ["SIZE 10485760", "8BITMIME"] }
        );
        var random = new Random(Seed);
        var watch = Stopwatch.StartNew();
        var (killsInAll, copies) = (0, 0);
        var worker = world.StartWorker();
        foreach (var step in Enum.GetValues<KillStep>())
        {
            var duplicates = 0;
            var kills = Math.Max(1, Mails / MailsAKill);
            for (var kill = 0; kill < kills; kill++)
            {
                var killed = new KilledWorker(world, worker, step, skip: random.Next(MailsAKill));
                var before = (await world.RowsAsync()).Count;
                // Stopped meanwhile, so that it begins when all is in place.
                worker.Stop();
                await world.InviteAsync(MailsAKill);
                var happening = killed.KillAsync();
                worker.Continue();
                await happening;
                world.ForgetFaults();
                await world.EndLeasesAsync();

                worker = world.StartWorker();
                await world.WaitForAllSentAsync(worker);
                duplicates += await CheckAsync(world, before, step);
            }
            output.WriteLine(
                $"{step}: {kills * MailsAKill} mails, {kills} kills, 0 lost, {duplicates} duplicates (seed {Seed})"
            );
            killsInAll += kills;
            copies += duplicates;
            // Until the dot the server has nothing, and once the row is marked nobody sends again: in between a kill costs one copy.
            duplicates.ShouldBe(step is KillStep.AfterDot or KillStep.BeforeMarked ? kills : 0, $"{step}, seed {Seed}");
        }
        var rows = (await world.RowsAsync()).Count;
        (await world.CountAsync(InvitationStatus.Sent)).ShouldBe(rows);
        SoakPart.Tell(
            "kill -9 of the worker at nine steps",
            rows,
            watch.Elapsed,
            $"mails; {killsInAll} kills, 0 lost, {copies} second copies, all of kills after the final dot (seed {Seed})"
        );
    }

    /// <summary>How many copies there were of the mails that this kill found in the queue; every one of them has come.</summary>
    private static async Task<int> CheckAsync(KilledWorld world, int before, KillStep step)
    {
        var sent = (await world.RowsAsync()).Skip(before).Select(row => $"<{row.MessageId}>").ToHashSet();
        var copies = world
            .Smtp.Mails.Where(mail => sent.Contains(mail.MessageId))
            .GroupBy(mail => mail.MessageId, StringComparer.Ordinal)
            .ToList();
        copies.Count.ShouldBe(sent.Count, $"Lost at {step}, seed {Seed}");
        copies.ShouldAllBe(copy => copy.All(mail => mail.Raw.SequenceEqual(copy.First().Raw)));
        return copies.Sum(copy => copy.Count() - 1);
    }

    [Fact]
    public async Task Worker_that_was_stopped_for_longer_than_its_lease_writes_nothing()
    {
        await using var world = await KilledWorld.CreateAsync(new SmtpTestServerOptions());
        await world.InviteAsync(1);
        var held = world.Network.HoldBefore("status = 'Sent'");
        var stopped = world.StartWorker();
        await KilledWorld.HappensAsync(held, stopped);
        stopped.Stop();
        await world.EndLeasesAsync();

        // Another one takes the mail over, and what it notes stands.
        await world.WaitForAllSentAsync(world.StartWorker(network: false));
        var noted = (await world.RowsAsync()).ShouldHaveSingleItem();
        noted.LeaseEpoch.ShouldBe(2);
        world.Network.Forward();
        stopped.Continue();
        await world.WaitUntilAsync(
            () =>
                Task.FromResult(
                    // Refused by the epoch, or given up on because the answer took too long.
                    stopped.Output.Contains("another worker holds it by now", StringComparison.Ordinal)
                        || stopped.Output.Contains("its lease will end", StringComparison.Ordinal)
                ),
            stopped
        );

        var after = (await world.RowsAsync()).ShouldHaveSingleItem();
        (after.SentAt, after.Attempts, after.LeaseEpoch).ShouldBe((noted.SentAt, noted.Attempts, noted.LeaseEpoch));
        world.Smtp.Mails.Select(mail => mail.MessageId).ShouldBe(Enumerable.Repeat($"<{noted.MessageId}>", 2));
    }
}
