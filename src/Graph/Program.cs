using PartnerGraph.Graph.Commands;

return await CommandLine.RunAsync(args);
