using System.Globalization;
using PartnerGraph.Soak;

// Arguments: --documents N --requests N --pairs N --seed N --threads N --log FILE; 0 leaves a part out.
var given = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
var seed = Number("--seed", (int)(DateTimeOffset.UtcNow.ToUnixTimeSeconds() % 1_000_000));
var log = new SoakLog(given.GetValueOrDefault("--log", "soak.md"), seed);

var isSound = new TextSoak(seed, Number("--threads", Environment.ProcessorCount), log).Run(
    Number("--documents", 1_000_000)
);
isSound &= await RequestSoak.RunAsync(seed, Number("--requests", 100_000), log);
isSound &= await DifferentialSoak.RunAsync(seed, Number("--pairs", 100_000), log);
return isSound ? 0 : 1;

int Number(string name, int other) =>
    given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : other;
