using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Localization;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Audit;

namespace PartnerGraph.Graph.Audit;

/// <summary>What the ids of a trail are called and how its readers write them.</summary>
internal static class AuditNames
{
    /// <summary>Every organization that an event may name.</summary>
    public static async Task<IReadOnlyDictionary<OrganizationId, string>> OrganizationsAsync(
        PartnerGraphDb db,
        IEnumerable<OrganizationId?> named,
        CancellationToken cancellation
    )
    {
        var ids = named.OfType<OrganizationId>().Distinct().ToArray();
        return ids.Length == 0
            ? new Dictionary<OrganizationId, string>()
            : await db
                .Organizations.Where(row => ids.Contains(row.Id))
                .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
    }

    /// <summary>Who did it: a name where somebody had one.</summary>
    public static string ActorOf(AuditEvent row, Language language) =>
        row.ActorKind switch
        {
            ActorKind.User or ActorKind.ApiToken => row.ActorName,
            ActorKind.Anonymous => Messages.Text(language, "audit.anonymous"),
            ActorKind.System => Actor.System.Name,
            ActorKind.OperatorCommand => Messages.Text(language, "audit.operatorCommand"),
        };

    /// <summary>A user of the reader's own organization; other organizations' users have no id for it.</summary>
    public static string? ActorUserOf(AuditEvent row) =>
        row.ActorUserId is { } user && row.ActorOrganizationId == row.OrganizationId
            ? GlobalId.Of(NodeKind.User, user.Value)
            : null;

    /// <summary>The id under which <c>node(id:)</c> gives it; null for what has none.</summary>
    public static string? SubjectOf(AuditEvent row) =>
        row.SubjectId is { } id && Enum.TryParse<NodeKind>(row.SubjectKind, out var kind)
            ? GlobalId.Of(kind, id)
            : null;
}
