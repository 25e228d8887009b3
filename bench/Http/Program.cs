using PartnerGraph.Bench.Http;

var rounds = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 15;
await Comparison.RunAsync(rounds);
