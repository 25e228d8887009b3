using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Conformance;

/// <summary>Tells what changed between two versions of a schema, for people and for CI.</summary>
internal static class Changes
{
    /// <returns>0, or 1 where a change breaks clients.</returns>
    public static int Print(string old, string @new)
    {
        var changes = SchemaChanges.Find(
            SchemaBuilder.Build(File.ReadAllText(old)),
            SchemaBuilder.Build(File.ReadAllText(@new))
        );
        foreach (var change in changes.OrderByDescending(change => change.IsBreaking))
        {
            Console.WriteLine(
                $"{(change.IsBreaking ? "breaking " : "dangerous")} {change.KindName}: {change.Description}"
            );
        }

        var breaking = changes.Count(change => change.IsBreaking);
        Console.WriteLine($"{breaking} breaking, {changes.Count - breaking} dangerous");
        return breaking == 0 ? 0 : 1;
    }
}
