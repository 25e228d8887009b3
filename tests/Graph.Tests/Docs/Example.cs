using System.Text.Json.Nodes;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Docs;

/// <summary>An operation of docs/examples with its variables. What stands in &lt; &gt; there is what an earlier step answered.</summary>
public sealed record Example(string Name, string Operation, string Variables)
{
    private static readonly string Folder = RepositoryRoot.At("docs", "examples");

    /// <summary>The address after "# As …"; null for the anonymous and for whoever has a session of another step.</summary>
    public string? SignInName =>
        Operation.StartsWith("# As ", StringComparison.Ordinal) ? Operation["# As ".Length..].Split(". ")[0] : null;

    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory
            .EnumerateFiles(Folder, "*.graphql")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal),
    ];

    public static Example Read(string name) =>
        new(
            name,
            File.ReadAllText(Path.Combine(Folder, name + ".graphql")),
            File.ReadAllText(Path.Combine(Folder, name + ".json"))
        );

    /// <summary>The variables with every &lt;place&gt; filled from the values, by its text.</summary>
    public JsonNode Filled(params (string Place, string Value)[] values)
    {
        var json = JsonNode.Parse(Variables)!;
        foreach (var (place, value) in values)
            Fill(json, $"<{place}>", value).ShouldBe(1, $"{Name} has no {place}");
        json.ToJsonString().ShouldNotContain("\\u003C", Case.Sensitive, $"{Name} has a place that nothing fills");
        return json;
    }

    private static int Fill(JsonNode node, string place, string value)
    {
        var filled = 0;
        if (node is not JsonObject json)
            return 0;
        foreach (var (name, member) in json.ToList())
        {
            if (member is JsonValue text && text.TryGetValue<string>(out var found) && found == place)
            {
                json[name] = value;
                filled++;
            }
            else if (member is not null)
            {
                filled += Fill(member, place, value);
            }
        }
        return filled;
    }
}
