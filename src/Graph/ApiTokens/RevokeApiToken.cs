using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.ApiTokens;

public sealed record RevokeApiTokenInput(string ApiTokenId);

public sealed record RevokeApiTokenPayload : Payload
{
    public ApiToken? ApiToken { get; init; }
}

/// <summary>The token stops working. To revoke one again changes nothing and is no error.</summary>
public sealed class RevokeApiToken(Database database, RecentCallers recent, TimeProvider clock)
    : IMutation<RevokeApiTokenInput, RevokeApiTokenPayload>
{
    public async Task<RevokeApiTokenPayload> ExecuteAsync(
        RevokeApiTokenInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var id = GlobalId.Read(NodeKind.ApiToken, input.ApiTokenId);
        await using var db = database.Open(Tenant.Of(caller.Organization));
        var token = id is { } known
            ? await VisibleApiTokens
                .To(caller, db)
                .SingleOrDefaultAsync(row => row.Id == new ApiTokenId(known), cancellation)
            : null;
        if (token is null)
            return new RevokeApiTokenPayload { Errors = [new NotFound().At("apiTokenId")] };

        token.Revoke(clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        recent.Forget(token.Id);
        return new RevokeApiTokenPayload { ApiToken = token };
    }
}
