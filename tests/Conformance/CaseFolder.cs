using System.Text.Json;

namespace PartnerGraph.Conformance;

/// <summary>One case: where it stands and what it says.</summary>
/// <param name="Area">The folder below the root, or the file's own name at the root.</param>
/// <param name="File">The file's name without its ending.</param>
/// <param name="Content">The case itself.</param>
internal sealed record Case(string Area, string File, JsonElement Content)
{
    public string Name => Text("test") ?? Text("heading") ?? "(without a name)";

    public JsonElement this[string member] => Content.GetProperty(member);

    public bool Has(string member) => Content.TryGetProperty(member, out _);

    public string? Text(string member) =>
        Content.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? CaseJson.Text(value)
            : null;
}

/// <summary>A folder of cases: files of cases in folders by area, and the schemas that they refer to.</summary>
internal sealed class CaseFolder
{
    private const string SchemasFile = "schemas.json";

    private readonly string root;
    private readonly Dictionary<string, string> schemas;

    // The folder of one area, such as "execution", with the schemas beside it.
    private readonly bool isOneArea;

    public CaseFolder(string folder)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        isOneArea = !File.Exists(Path.Combine(root, SchemasFile)) && File.Exists(Path.Combine(root, "..", SchemasFile));
        var file = new[] { Path.Combine(root, SchemasFile), Path.Combine(root, "..", SchemasFile) }.FirstOrDefault(
            File.Exists
        );
        schemas = file is null
            ? new(StringComparer.Ordinal)
            : JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))!;
    }

    /// <summary>All cases in the order of their files' names.</summary>
    public IEnumerable<Case> Cases() =>
        Directory
            .EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
            .Where(static file => !string.Equals(Path.GetFileName(file), SchemasFile, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(Read);

    /// <summary>Whether a case refers to a schema in schemas.json.</summary>
    public bool IsName(string nameOrSdl) => schemas.ContainsKey(nameOrSdl);

    /// <summary>The SDL that a case means: a name in schemas.json, or SDL itself.</summary>
    public string Sdl(string nameOrSdl) => schemas.GetValueOrDefault(nameOrSdl, nameOrSdl);

    private IEnumerable<Case> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        if (document.RootElement.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        var parts = Path.GetRelativePath(root, file).Split(Path.DirectorySeparatorChar);
        var name = Path.GetFileNameWithoutExtension(file);
        var area =
            parts.Length > 1 ? parts[0]
            : isOneArea ? Path.GetFileName(root)
            : name;
        return [.. document.RootElement.Clone().EnumerateArray().Select(content => new Case(area, name, content))];
    }
}
