using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Sessions;
using PartnerGraph.Graph.Subscriptions;
using PartnerGraph.Persistence.Administration;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Acting;

public sealed record ActForCustomerInput(string CustomerId);

public sealed record ActForCustomerPayload : Payload
{
    public OpenedSession? Session { get; init; }

    public Caller? Viewer { get; init; }
}

/// <summary>R72: an admin agent of a partner with an active administration grant works in the customer's account, named as who it is.</summary>
public sealed class ActForCustomer(Database database, ActingSessions acting, TimeProvider clock)
    : IMutation<ActForCustomerInput, ActForCustomerPayload>
{
    public async Task<ActForCustomerPayload> ExecuteAsync(
        ActForCustomerInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await ServedCustomer.FindAsync(db, caller, input.CustomerId, cancellation) is not { } customer)
        {
            return Refused(new NotFound());
        }

        if (ServedCustomer.May(caller, CustomerAction.Administer, family: null, customer.Ties.All) is { } denied)
        {
            return Refused(denied);
        }

        var now = clock.GetUtcNow();
        var open = await AdministrationQueries.OpenAsync(db, customer.Id, [caller.Organization], cancellation);
        if (open.Find(one => one.Administration && one.IsActiveAt(now)) is not { } grant)
        {
            return Refused(new NoAdministrationGrant());
        }

        var outcome = grant.BeginActing(caller.Organization, caller.Roles, caller.User!.Value, now);
        if (!outcome.IsSuccess)
        {
            return Refused(outcome.Refusals[0]);
        }

        if (await acting.OpenAsync(db, caller, partnership: null, grant.Id, cancellation) is not { } session)
        {
            return Refused(new ChangedMeanwhile());
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        var viewer = await acting.CallerOfAsync(session, cancellation);
        request.SignedInAs(viewer);
        return new ActForCustomerPayload { Session = session, Viewer = viewer };
    }

    private static ActForCustomerPayload Refused(Refusal refusal) => new() { Errors = [refusal.At("customerId")] };
}
