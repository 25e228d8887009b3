using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Sessions;

public sealed record RefreshSessionInput(string RefreshToken);

public sealed record RefreshSessionPayload : Payload
{
    public OpenedSession? Session { get; init; }
}

/// <summary>The next pair of tokens. A refresh token works once: a second use means that two hold it, and ends the sign-in for both.</summary>
public sealed class RefreshSession(Database database, SessionStore sessions, RequestLimits limits)
    : IMutation<RefreshSessionInput, RefreshSessionPayload>
{
    private static readonly Tenant Everyone = Tenant.Everyone("A refresh token tells the tenant.");

    public async Task<RefreshSessionPayload> ExecuteAsync(
        RefreshSessionInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        limits.SignInOrRefuse(request);
        await using var db = database.Open(Everyone);
        if (await sessions.RefreshAsync(db, input.RefreshToken, cancellation) is not { } issued)
            return new RefreshSessionPayload { Errors = [new RefreshFailed().At("refreshToken")] };

        var session = await sessions.FindAsync(db, issued.AccessToken.Text, cancellation);
        return new RefreshSessionPayload
        {
            Session = OpenedSession.Of(issued, session?.PasswordChangeRequired ?? false),
        };
    }
}
