using System.Text.Json.Serialization;

namespace PartnerGraph.Graph.Health;

/// <summary>ok; degraded: it answers, and something behind it does not do its work; unavailable (503).</summary>
internal sealed record HealthAnswer(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] HealthChecks? Checks
)
{
    public static readonly HealthAnswer Alive = new("ok", Reason: null, Checks: null);

    [JsonIgnore]
    public bool IsAvailable => Status != "unavailable";

    public static HealthAnswer Unavailable(string reason) => new("unavailable", reason, Checks: null);

    public static HealthAnswer Of(HealthChecks checks) =>
        checks.Wrong is { } wrong ? new("degraded", wrong, checks) : new("ok", Reason: null, checks);
}

/// <summary>"ok" or a sentence each.</summary>
/// <param name="MailServer">Null where this process sends no mail, or writes it to a folder.</param>
internal sealed record HealthChecks(
    string Database,
    string Outbox,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MailServer
)
{
    [JsonIgnore]
    public string? Wrong => Array.Find([Database, Outbox, MailServer ?? "ok"], check => check != "ok");
}
