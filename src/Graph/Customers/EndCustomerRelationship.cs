using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Administration;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Databases;

namespace PartnerGraph.Graph.Customers;

public sealed record EndCustomerRelationshipInput(string? CustomerId, string? PartnerId);

public sealed record EndCustomerRelationshipPayload : Payload
{
    public IReadOnlyList<CustomerAccessRow>? Ended { get; init; }
}

/// <summary>
/// By the partner or by the customer. What providers have through a reseller ends with the reseller's own relationship (R55, R77);
/// subscriptions go on, and both sides are told.
/// </summary>
public sealed class EndCustomerRelationship(Database database, RecentCallers recent, TimeProvider clock)
    : IMutation<EndCustomerRelationshipInput, EndCustomerRelationshipPayload>
{
    public async Task<EndCustomerRelationshipPayload> ExecuteAsync(
        EndCustomerRelationshipInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(EndingRelationship.BothSides);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var found = await EndingRelationship.FindAsync(db, caller, input.CustomerId, input.PartnerId, cancellation);
        if (!found.TryGet(out var relationship, out var refusals))
        {
            return new EndCustomerRelationshipPayload { Errors = refusals };
        }

        var now = clock.GetUtcNow();
        foreach (var access in relationship.Ending)
        {
            access.End(caller.Organization, now);
        }

        var partners = relationship.Ending.Select(access => access.OrganizationId).Distinct().ToList();
        var grants = await AdministrationQueries.OpenAsync(db, relationship.Customer, partners, cancellation);
        grants.ForEach(grant => grant.EndWithRelationship(caller.Organization, now));
        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return new EndCustomerRelationshipPayload { Errors = [new ChangedMeanwhile()] };
        }

        await transaction.CommitAsync(cancellation);
        grants.ForEach(grant => recent.Forget(grant.Id));
        return new EndCustomerRelationshipPayload { Ended = relationship.Rows };
    }
}
