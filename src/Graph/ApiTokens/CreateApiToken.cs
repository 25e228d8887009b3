using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.ApiTokens;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.ApiTokens;

public sealed record CreateApiTokenInput(string Name, IReadOnlyList<ApiScope> Scopes, DateTimeOffset? ExpiresAt);

public sealed record CreateApiTokenPayload : Payload
{
    public ApiToken? ApiToken { get; init; }

    /// <summary>This once: only its hash is kept.</summary>
    public string? Secret { get; init; }
}

/// <summary>An integrator's token. It works with its creator's roles of the moment, within its scopes, and never signs in as the creator.</summary>
public sealed class CreateApiToken(Database database, ApiTokenStore tokens, TimeProvider clock)
    : IMutation<CreateApiTokenInput, CreateApiTokenPayload>
{
    private const int MostOfOrganization = 100;

    public async Task<CreateApiTokenPayload> ExecuteAsync(
        CreateApiTokenInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        var now = clock.GetUtcNow();
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // Tokens of one moment are counted one after the other.
        await OrganizationHold.TakeAsync(db, caller.Organization, cancellation);

        List<Refusal> refusals = [.. Check(input, now)];
        if (refusals.Count == 0 && await InUseAsync(db, now, cancellation) >= MostOfOrganization)
            refusals.Add(new TooManyApiTokens(MostOfOrganization));
        if (refusals.Count > 0)
            return new CreateApiTokenPayload { Errors = refusals };

        var (token, secret) = tokens.Create(
            db,
            caller.Organization,
            caller.User!.Value,
            input.Name.Trim(),
            input.Scopes,
            input.ExpiresAt
        );
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new CreateApiTokenPayload { ApiToken = token, Secret = secret.Text };
    }

    private static IEnumerable<Refusal> Check(CreateApiTokenInput input, DateTimeOffset now)
    {
        if (TextRules.Line(input.Name) is { } name)
            yield return name.At("name");
        if (input.Scopes.Count == 0)
            yield return new ScopesRequired().At("scopes");
        if (input.ExpiresAt <= now)
            yield return new ExpiryInThePast().At("expiresAt");
    }

    private static Task<int> InUseAsync(PartnerGraphDb db, DateTimeOffset now, CancellationToken cancellation) =>
        db.ApiTokens.CountAsync(
            row => row.RevokedAt == null && (row.ExpiresAt == null || row.ExpiresAt > now),
            cancellation
        );
}
