using System.Globalization;
using PartnerGraph.Bench.Database;

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
await Comparison.RunAsync(rounds);
