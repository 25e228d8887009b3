using System.Text.Json;
using PartnerGraph.Graph.Tests.Flow;

namespace PartnerGraph.Graph.Tests.Audit;

/// <summary>What somebody reads in the audit trail.</summary>
internal static class Trails
{
    public const string Fields =
        "id action outcome code actor actorKind actorUserId actorOrganization { name } onBehalfOf at customer { name } subjectId changedFields origin";

    /// <summary>The newest events first.</summary>
    public static async Task<IReadOnlyList<JsonElement>> TrailAsync(this GraphClient client, string filters = "") =>
        (await client.AskAsync($"{{ auditEvents(first: 100{filters}) {{ nodes {{ {Fields} }} }} }}")).List(
            "auditEvents.nodes"
        );

    /// <summary>The newest event of an action.</summary>
    public static async Task<JsonElement> LastAsync(this GraphClient client, string action) =>
        (await client.TrailAsync($", action: \"{action}\""))[0];

    public static async Task<IReadOnlyList<string>> ActionsAsync(this GraphClient client, string filters = "") =>
        [.. (await client.TrailAsync(filters)).Select(one => one.Text("action"))];
}
