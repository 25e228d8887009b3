using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Subscriptions;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Administration;

public sealed record RequestAdministrationInput(
    string CustomerId,
    IReadOnlyList<AdministrationScope> Scopes,
    int Days,
    string? Reason
);

public sealed record RequestAdministrationPayload : Payload
{
    public AdministrationGrantId? AdministrationGrant { get; init; }
}

/// <summary>R43, R72: an admin agent asks a customer that the reseller serves; nothing is granted before the customer consents.</summary>
public sealed class RequestAdministration(Database database, LinkKey key, LinkPolicy links, TimeProvider clock)
    : IMutation<RequestAdministrationInput, RequestAdministrationPayload>
{
    public async Task<RequestAdministrationPayload> ExecuteAsync(
        RequestAdministrationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        if (await ServedCustomer.FindAsync(db, caller, input.CustomerId, cancellation) is not { } customer)
        {
            return Refused([new NotFound().At("customerId")]);
        }

        if (!customer.Ties.All.AsReseller)
        {
            return Refused([new NoRelationship().At("customerId")]);
        }

        var now = clock.GetUtcNow();
        var existing = await db
            .AdministrationGrants.Where(row => row.PartnerId == caller.Organization && row.CustomerId == customer.Id)
            .ToListAsync(cancellation);
        var outcome = AdministrationGrant.Request(
            new AdministrationGrantId(Guid.CreateVersion7(now)),
            caller.Organization,
            customer.Id,
            input.Scopes,
            input.Days,
            input.Reason,
            caller.User!.Value,
            existing,
            now
        );
        if (!outcome.TryGet(out var grant, out var refusals))
        {
            return Refused(refusals);
        }

        grant.IssueLink(key, links, now);
        db.AdministrationGrants.Add(grant);
        return await db.SaveInRaceAsync(cancellation) is SaveResult.Saved
            ? new RequestAdministrationPayload { AdministrationGrant = grant.Id }
            : Refused([new AdministrationAskedAlready()]);
    }

    private static RequestAdministrationPayload Refused(IReadOnlyList<Refusal> refusals) => new() { Errors = refusals };
}
