using System.Text.Json;

namespace PartnerGraph.Graph.Tests.Access.Matrix;

/// <summary>What came of asking for a field; what comes later says more and counts where several answers are put together.</summary>
public enum Outcome
{
    /// <summary>Its object was not to be had.</summary>
    Unreached,
    Unauthenticated,
    PasswordChangeRequired,
    Forbidden,

    /// <summary>Null, without an error.</summary>
    Nothing,

    /// <summary>A mutation that was refused: there is nothing with that id.</summary>
    NotFound,

    /// <summary>A mutation that the program's rules refused for another reason than the role.</summary>
    Refused,

    /// <summary>Answered; of a mutation: it went on to write.</summary>
    Allowed,
}

/// <summary>What became of a field of a present object.</summary>
/// <param name="Type">The object's type.</param>
/// <param name="Path">The keys and indices from the root, parted by slashes.</param>
public sealed record Seen(Picked Field, string Type, Outcome Outcome, JsonElement Value, string Path);

/// <summary>An answer, and what became of each field in it.</summary>
public sealed class ReadAnswer
{
    private readonly Dictionary<string, string> errors = new(StringComparer.Ordinal);
    private readonly JsonElement data;

    public ReadAnswer(JsonElement answer)
    {
        Text = answer.GetRawText();
        data = answer.TryGetProperty("data", out var found) ? found : default;
        if (!answer.TryGetProperty("errors", out var told))
            return;
        foreach (var error in told.EnumerateArray())
        {
            var code = error.TryGetProperty("extensions", out var more)
                ? more.GetProperty("code").GetString()!
                : "none";
            if (!error.TryGetProperty("path", out var path))
                throw new InvalidOperationException($"The request itself was refused: {Text}");
            errors[string.Join('/', path.EnumerateArray())] = code;
        }
    }

    public string Text { get; }

    public IReadOnlyDictionary<string, string> Errors => errors;

    public JsonElement? At(string key) =>
        data.ValueKind is JsonValueKind.Object && data.TryGetProperty(key, out var value) ? value : null;

    /// <summary>Every field that was asked of a present object, in order: its object type, the field and what came of it.</summary>
    public IEnumerable<Seen> Read(string key, IReadOnlyList<Branch> below) =>
        At(key) is { } value ? Objects(value, key, below) : [];

    public Outcome OutcomeAt(string path, JsonElement? value) =>
        value is { ValueKind: not JsonValueKind.Null } ? Outcome.Allowed
        : !errors.TryGetValue(path, out var code) ? Outcome.Nothing
        : code switch
        {
            "FORBIDDEN" => Outcome.Forbidden,
            "UNAUTHENTICATED" => Outcome.Unauthenticated,
            "PASSWORD_CHANGE_REQUIRED" => Outcome.PasswordChangeRequired,
            _ => throw new InvalidOperationException($"{path} failed: {Text}"),
        };

    private IEnumerable<Seen> Objects(JsonElement value, string path, IReadOnlyList<Branch> below)
    {
        if (value.ValueKind is JsonValueKind.Array)
            return value.EnumerateArray().SelectMany((item, index) => Objects(item, $"{path}/{index}", below));
        if (value.ValueKind is not JsonValueKind.Object || below.Count == 0)
            return [];
        var type = value.GetProperty("__typename").GetString()!;
        return below
            .Where(branch => branch.Type.Name == type)
            .SelectMany(branch => branch.Fields)
            .SelectMany(field => Field(value, path, field, type));
    }

    private IEnumerable<Seen> Field(JsonElement parent, string path, Picked field, string type)
    {
        var at = $"{path}/{field.Key}";
        // Left out by @include or @skip.
        if (!parent.TryGetProperty(field.Key, out var value))
            return [];
        return [new Seen(field, type, OutcomeAt(at, value), value, at), .. Objects(value, at, field.Below)];
    }
}
