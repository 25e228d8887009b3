using System.Text.Json;

namespace PartnerGraph.TestKit;

/// <summary>
/// The GraphQL conformance cases: JSON files in the folder that GRAPHQL_CASES names, by default ../shared/conformance
/// beside the repository. A test that needs them skips aloud where they are missing.
/// </summary>
public static class ConformanceCases
{
    public const string Variable = "GRAPHQL_CASES";

    private static readonly Lazy<Dictionary<string, string>> Schemas = new(() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(At("schemas.json")))!
    );

    public static string Folder =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
            ? folder
            : RepositoryRoot.At("..", "shared", "conformance");

    public static IReadOnlyList<JsonElement> Read(params string[] file)
    {
        var path = At(file);
        Require.That(File.Exists(path), $"There are no conformance cases at {path}; {Variable} names their folder.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. document.RootElement.Clone().EnumerateArray()];
    }

    /// <summary>The SDL of a schema that cases refer to by name, such as S1.</summary>
    public static string Schema(string name) => Schemas.Value[name];

    private static string At(params string[] parts) => Path.Combine([Folder, .. parts]);
}
