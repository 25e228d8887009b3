using System.Diagnostics;
using PartnerGraph.GraphQL.Tests.Fuzz;

namespace PartnerGraph.Soak;

/// <summary>Texts of all kinds, in blocks with a random source each, so that a failure is found again by its block alone.</summary>
internal sealed class TextSoak(int seed, int threads, SoakLog log)
{
    private const int Block = 1_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>In turn: what is nearer to the grammar comes deeper, so there is more of it.</summary>
    private static readonly TextKind[] Kinds =
    [
        .. Enum.GetValues<TextKind>(),
        TextKind.DamagedOperation,
        TextKind.DamagedSchema,
        TextKind.DamagedOperation,
        TextKind.DamagedDocument,
    ];

    private readonly long[] outcomes = new long[Enum.GetValues<TextOutcome>().Length];
    private readonly Lock gate = new();
    private readonly List<string> failures = [];
    private (long Bytes, TextKind Kind, int Length) costliest;
    private int next = -1;
    private long done;

    public bool Run(int count)
    {
        if (count == 0)
        {
            return true;
        }

        var clock = Stopwatch.StartNew();
        Worker[] workers =
        [
            .. Enumerable.Range(0, threads).Select(_ => new Worker(worker => RunBlocks(worker, count / Block))),
        ];
        foreach (var worker in workers)
        {
            worker.Join(Longest);
        }

        log.Finished(
            "texts",
            done,
            clock.Elapsed,
            string.Join(", ", Enum.GetValues<TextOutcome>().Select(each => $"{each} {outcomes[(int)each]:N0}"))
                + $"; costliest {costliest.Bytes:N0} bytes for {costliest.Length:N0} characters of {costliest.Kind}; {failures.Count} failed"
        );
        failures.ForEach(Console.Error.WriteLine);
        return failures.Count == 0 && done > 0;
    }

    private void RunBlocks(Worker worker, int blocks)
    {
        for (var block = Interlocked.Increment(ref next); block < blocks; block = Interlocked.Increment(ref next))
        {
            var random = new Random(unchecked((seed * 7919) + block));
            for (var at = 0; at < Block; at++)
            {
                var kind = Kinds[at % Kinds.Length];
                var text = RandomTexts.Next(random, kind);
                worker.Begin(text);
                Check(text, kind, block);
            }

            log.Progress("texts", Interlocked.Add(ref done, Block), (long)blocks * Block);
        }
    }

    private void Check(string text, TextKind kind, int block)
    {
        try
        {
            var outcome = TextCheck.Run(text, out var bytes);
            Interlocked.Increment(ref outcomes[(int)outcome]);
            if (bytes > Volatile.Read(ref costliest.Bytes))
            {
                lock (gate)
                {
                    costliest = bytes > costliest.Bytes ? (bytes, kind, text.Length) : costliest;
                }
            }
        }
        catch (InvalidOperationException failure)
        {
            lock (gate)
            {
                failures.Add($"block {block}, {kind}: {failure}");
            }
        }
    }

    /// <summary>A thread whose current text a watchdog knows: a hang cannot be stopped, only told.</summary>
    private sealed class Worker
    {
        private readonly Thread thread;
        private string text = "";
        private long begun = Stopwatch.GetTimestamp();

        public Worker(Action<Worker> run)
        {
            thread = new Thread(() => run(this));
            thread.Start();
        }

        public void Begin(string text)
        {
            Volatile.Write(ref this.text, text);
            Volatile.Write(ref begun, Stopwatch.GetTimestamp());
        }

        public void Join(TimeSpan longest)
        {
            while (!thread.Join(TimeSpan.FromSeconds(1)))
            {
                if (Stopwatch.GetElapsedTime(Volatile.Read(ref begun)) > longest)
                {
                    Environment.FailFast($"No end after {longest.TotalSeconds} s on:\n{Volatile.Read(ref text)}");
                }
            }
        }
    }
}
