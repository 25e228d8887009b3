using PartnerGraph.Conformance;

return args switch
{
    [var folder] => await Replay.RunAsync(folder),
    ["changes", var old, var @new] => Changes.Print(old, @new),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Conformance DIR                replays a folder of cases");
    Console.Error.WriteLine(
        "Conformance changes OLD NEW    what changed between two versions of a schema; fails where it breaks clients"
    );
    return 2;
}
