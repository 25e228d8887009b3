using System.Text.Json;

namespace PartnerGraph.Persistence.Events;

/// <summary>Facts as a flat JSON object of texts.</summary>
public static class EventPayload
{
    public static string Write(IReadOnlyDictionary<string, string> facts) => JsonSerializer.Serialize(facts);

    public static IReadOnlyDictionary<string, string> Read(string payload) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(payload)
        ?? throw new InvalidOperationException("A stored event has no facts.");
}
