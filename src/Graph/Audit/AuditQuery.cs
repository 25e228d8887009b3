using System.Globalization;
using Microsoft.AspNetCore.Http;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Audit;

namespace PartnerGraph.Graph.Audit;

/// <summary>The filters of the trail as they stand in an address or behind a command, by the names of the field's arguments.</summary>
internal static class AuditQuery
{
    private static readonly string[] Known = ["action", "actorId", "subjectId", "outcome", "from", "to"];

    /// <summary>What is wrong, in a sentence; null where nothing is.</summary>
    public static string? Read(IQueryCollection query, out AuditFilter filter)
    {
        filter = AuditFilter.Everything;
        foreach (var (name, values) in query)
        {
            if (!Known.Contains(name) || values is not [{ } text])
                return $"There is no filter '{name}', or it stands there more than once; there are {string.Join(", ", Known)}.";
            if (Add(filter, name, text) is not { } narrower)
                return $"The filter '{name}' is not written as the argument of auditEvents is.";
            filter = narrower;
        }
        return null;
    }

    /// <summary>Null for a text that is no value of this filter.</summary>
    public static AuditFilter? Add(AuditFilter filter, string name, string text) =>
        name switch
        {
            "action" => filter with { Action = text },
            "actorId" => GlobalId.Read(NodeKind.User, text) is { } user
                ? filter with
                {
                    Actor = new UserId(user),
                }
                : null,
            "subjectId" => GlobalId.TryParse(text, out _, out var id) ? filter with { Subject = id } : null,
            "outcome" => Enum.GetValues<AuditOutcome>()
                .Where(outcome => SchemaName.Of(outcome) == text)
                .Select(outcome => filter with { Outcome = outcome })
                .FirstOrDefault(),
            "from" => Time(text) is { } from ? filter with { From = from } : null,
            "to" => Time(text) is { } to ? filter with { To = to } : null,
            _ => null,
        };

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : null;
}
