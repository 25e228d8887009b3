using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Users;

public sealed record AssignRolesInput(string UserId, AgentRole AgentRole, AdminRole AdminRole, int? Version = null);

public sealed record AssignRolesPayload : Payload
{
    public UserId? User { get; init; }
}

/// <summary>R40 and the decisions under R45. The user's open sessions have the new roles at their next step.</summary>
public sealed class AssignRoles(Database database, SessionStore sessions, RecentCallers recent, TimeProvider clock)
    : IMutation<AssignRolesInput, AssignRolesPayload>
{
    public async Task<AssignRolesPayload> ExecuteAsync(
        AssignRolesInput input,
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
            return new AssignRolesPayload { Errors = refusals };
        }

        if (ExpectedVersion.Refuse(db, managed.Subject, input.Version) is { } outdated)
        {
            return new AssignRolesPayload { User = managed.Subject.Id, Errors = [outdated] };
        }

        var roles = new Roles(input.AgentRole, input.AdminRole);
        var now = clock.GetUtcNow();
        var outcome = managed.Roster.AssignRoles(managed.Subject, roles, managed.By, managed.Effective, now);
        if (!outcome.IsDone)
        {
            return new AssignRolesPayload { Errors = outcome.Refusals };
        }

        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return new AssignRolesPayload { User = managed.Subject.Id, Errors = [new ChangedMeanwhile()] };
        }

        await sessions.EndActingOfUserAsync(db, managed.Subject.Id, cancellation);
        await transaction.CommitAsync(cancellation);
        recent.Forget(managed.Subject.PersonId);
        return new AssignRolesPayload { User = managed.Subject.Id };
    }
}
