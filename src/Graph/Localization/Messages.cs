using System.Collections.Frozen;
using System.Text.Json;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Graph.Localization;

/// <summary>
/// Every sentence that a person reads, by key and language: messages.en.json and messages.ru.json hold the same keys. Placeholders are
/// described at <see cref="MessageTemplate"/>.
/// </summary>
public static class Messages
{
    private static readonly FrozenDictionary<string, MessageTemplate> English = Load("en");
    private static readonly FrozenDictionary<string, MessageTemplate> Russian = Load("ru");

    public static string Text(Language language, string key, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        var named = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
            named[name] = value;
        return Text(language, key, named);
    }

    /// <summary>The key itself where the catalogue has no such sentence: the code beside it still tells the client what to do.</summary>
    public static string Text(Language language, string key, IReadOnlyDictionary<string, object> arguments) =>
        Catalogue(language).TryGetValue(key, out var template) ? template.Render(language, arguments) : key;

    public static string Of(Language language, Refusal refusal) => Text(language, refusal.Key, refusal.Arguments);

    public static IReadOnlyDictionary<string, MessageTemplate> Catalogue(Language language) =>
        language switch
        {
            Language.En => English,
            Language.Ru => Russian,
        };

    private static FrozenDictionary<string, MessageTemplate> Load(string name)
    {
        var resource = $"PartnerGraph.Graph.Localization.messages.{name}.json";
        using var stream =
            typeof(Messages).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program has no {resource}.");
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
        return texts.ToFrozenDictionary(t => t.Key, t => MessageTemplate.Parse(t.Value), StringComparer.Ordinal);
    }
}
