namespace PartnerGraph.GraphQL.Tests.Fuzz;

/// <summary>A seeded slice of what <c>make soak</c> runs.</summary>
public sealed class FuzzTests
{
    private const int Seed = 20250901;
    private const int Texts = 5_000;
    private static readonly TimeSpan Watchdog = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(nameof(TextKind.Bytes), 0)]
    [InlineData(nameof(TextKind.Characters), 0)]
    [InlineData(nameof(TextKind.Tokens), 0)]
    [InlineData(nameof(TextKind.DamagedDocument), 500)]
    [InlineData(nameof(TextKind.DamagedOperation), 1_000)]
    [InlineData(nameof(TextKind.DamagedSchema), 500)]
    public async Task Any_text_is_read_or_refused_within_its_budget(string kind, int readAtLeast)
    {
        var random = new Random(Seed);
        var read = 0;
        var work = Task.Run(
            () =>
            {
                for (var at = 0; at < Texts; at++)
                {
                    var outcome = TextCheck.Run(RandomTexts.Next(random, Enum.Parse<TextKind>(kind)), out _);
                    read += outcome >= TextOutcome.Invalid ? 1 : 0;
                }
            },
            TestContext.Current.CancellationToken
        );

        await work.WaitAsync(Watchdog, TestContext.Current.CancellationToken);

        read.ShouldBeInRange(readAtLeast, Texts - 1);
    }
}
