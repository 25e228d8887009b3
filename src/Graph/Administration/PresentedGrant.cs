using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Links;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Administration;

/// <summary>What a partner asks for, as its mailed link shows it.</summary>
/// <param name="Days">For how long, from the consent on.</param>
/// <param name="Extends">When the present grant ends; null where there is none yet.</param>
/// <param name="Refusal">Why there is nothing to answer any more.</param>
public sealed record GrantPreview(
    OrganizationId CustomerId,
    string Partner,
    string Customer,
    IReadOnlyList<AdministrationScope> Scopes,
    int Days,
    string? Reason,
    DateTimeOffset? Extends,
    DateTimeOffset LinkExpiresAt,
    Refusal? Refusal
);

/// <summary>A request for delegated administration behind its mailed link: looked at by whoever has it, answered by the customer's admins.</summary>
public sealed class PresentedGrant(Database database, RecentCallers recent, TimeProvider clock)
{
    private static readonly Tenant Everyone = Tenant.Everyone(
        "Who holds a link is signed in to another organization, or to none."
    );

    /// <summary>Null for an unknown secret, and for one of an earlier request.</summary>
    public async Task<GrantPreview?> FindAsync(string token, CancellationToken cancellation)
    {
        if (!LinkSecret.TryParse(token, out var secret))
        {
            return null;
        }

        await using var db = database.Open(Everyone);
        if (await LinkLookup.FindGrantAsync(db, secret, cancellation) is not { } grant)
        {
            return null;
        }

        OrganizationId[] both = [grant.PartnerId, grant.CustomerId];
        var names = await db
            .Organizations.Where(row => both.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, row => row.Name, cancellation);
        return new GrantPreview(
            grant.CustomerId,
            names[grant.PartnerId],
            names[grant.CustomerId],
            grant.Scopes,
            grant.ExtensionDays ?? grant.Days,
            grant.Reason,
            grant.ExtensionDays is null ? null : grant.ExpiresAt,
            grant.LinkExpiresAt!.Value,
            grant.RefuseLink(clock.GetUtcNow())
        );
    }

    /// <summary>To exactly what the link showed. Whether the caller may answer is decided before.</summary>
    public async Task<Outcome> AnswerAsync(string token, Caller caller, bool approves, CancellationToken cancellation)
    {
        if (!LinkSecret.TryParse(token, out var secret) || await IdAsync(secret, cancellation) is not { } id)
        {
            return new LinkNotFound();
        }

        var outcome = await GrantChange.DoAsync(
            database,
            caller,
            GlobalId.Of(NodeKind.AdministrationGrant, id.Value),
            grant => Answer(grant, secret, caller.Organization, approves),
            cancellation
        );
        if (!outcome.TryGet(out var changed, out var refusals))
        {
            return Outcome.Refused([.. refusals]);
        }

        recent.Forget(changed);
        return Outcome.Done;
    }

    private Outcome Answer(AdministrationGrant grant, LinkSecret shown, OrganizationId by, bool approves)
    {
        var now = clock.GetUtcNow();
        if (grant.RefuseAnswer(shown, now) is { } refusal)
        {
            return refusal;
        }

        return approves ? grant.Approve(by, now) : grant.Decline(by, now);
    }

    private async Task<AdministrationGrantId?> IdAsync(LinkSecret secret, CancellationToken cancellation)
    {
        await using var db = database.Open(Everyone);
        return (await LinkLookup.FindGrantAsync(db, secret, cancellation))?.Id;
    }
}
