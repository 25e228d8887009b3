using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Users;

public sealed record ResendMembershipConsentInput(string UserId);

public sealed record ResendMembershipConsentPayload : Payload
{
    public UserId? User { get; init; }
}

/// <summary>R32: a person who let the link lapse is asked once more; the link from before stops working.</summary>
public sealed class ResendMembershipConsent(Database database, LinkKey key, LinkPolicy links, TimeProvider clock)
    : IMutation<ResendMembershipConsentInput, ResendMembershipConsentPayload>
{
    public async Task<ResendMembershipConsentPayload> ExecuteAsync(
        ResendMembershipConsentInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var held = await ManagedUser.HoldAsync(db, caller, input.UserId, cancellation);
        if (!held.TryGet(out var managed, out var refusals))
        {
            return new ResendMembershipConsentPayload { Errors = refusals };
        }

        var user = managed.Subject;
        if (user is not { Active: true, ConsentPending: true })
        {
            return new ResendMembershipConsentPayload { Errors = [new ConsentNotAwaited().At("userId")] };
        }

        if (await AskedConsent.AddAsync(db, user, key, links, clock.GetUtcNow(), cancellation) is { } refusal)
        {
            return new ResendMembershipConsentPayload { Errors = [refusal] };
        }

        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return new ResendMembershipConsentPayload { Errors = [new ChangedMeanwhile()] };
        }

        await transaction.CommitAsync(cancellation);
        return new ResendMembershipConsentPayload { User = user.Id };
    }
}
