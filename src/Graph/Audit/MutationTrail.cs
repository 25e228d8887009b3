using System.Collections.Frozen;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.Persistence.Audit;

namespace PartnerGraph.Graph.Audit;

/// <summary>
/// Runs every mutation, of the schema and of the pages behind mailed links, and sees to it that each leaves its rows: with its first
/// change; afterwards where it changed nothing; and where it was refused in a way that matters to whoever guards the account.
/// </summary>
public sealed class MutationTrail(AuditTrail trail)
{
    /// <summary>What tells of somebody who reaches for more than is theirs. A name left empty leaves nothing.</summary>
    private static readonly FrozenSet<UserErrorCode> Telling = FrozenSet.Create(
        UserErrorCode.SignInFailed,
        UserErrorCode.TemporaryPasswordExpired,
        UserErrorCode.MembershipSignInFailed,
        UserErrorCode.NoRelationship,
        UserErrorCode.NoOrderingGrant,
        UserErrorCode.AdminAgentRequired,
        UserErrorCode.GlobalAdminRequired,
        UserErrorCode.LastGlobalAdmin,
        UserErrorCode.InvitationNotForYou,
        UserErrorCode.QuotaExceeded
    );

    public async Task<TPayload> RunAsync<TInput, TPayload>(
        string name,
        IMutation<TInput, TPayload> mutation,
        TInput input,
        RequestState request,
        CancellationToken cancellation
    )
        where TPayload : Payload
    {
        var act = Acts.Of(name, input, request);
        return await RunAsync(
            act,
            request,
            () => mutation.ExecuteAsync(input, request, cancellation),
            payload => payload.Errors
        );
    }

    /// <summary>What a page does that the schema has no mutation for.</summary>
    public Task<Outcome> RunAsync(string name, RequestState request, Func<Task<Outcome>> run) =>
        RunAsync(Acts.Of(name, input: null, request), request, run, outcome => outcome.Refusals);

    /// <summary>What the operation's guards turned away.</summary>
    public async Task WriteDeniedAsync(RequestState request)
    {
        foreach (var (name, code) in request.Denied)
            await trail.WriteRefusedAsync(
                Acts.Of(name, null, request),
                AuditOutcome.Denied,
                code,
                CancellationToken.None
            );
    }

    private async Task<TResult> RunAsync<TResult>(
        Act act,
        RequestState request,
        Func<Task<TResult>> run,
        Func<TResult, IReadOnlyList<Refusal>> refusalsOf
    )
    {
        using var running = Trail.Begin(act, request.Claim);
        TResult result;
        try
        {
            result = await run();
        }
        catch (GraphQLException refused) when (refused.Error.Code is { } code && IsDenial(code))
        {
            await trail.WriteRefusedAsync(act, AuditOutcome.Denied, code, CancellationToken.None);
            throw;
        }

        // From here on it is done: that the client has gone away meanwhile takes nothing back.
        if (refusalsOf(result) is not [var first, ..])
        {
            // Of the anonymous who changed nothing there is nobody to tell.
            if (!running.IsWritten && act.Organization is not null)
                await trail.WriteDoneAsync(CancellationToken.None);
        }
        else if (Telling.Contains(first.Code))
        {
            await trail.WriteRefusedAsync(act, AuditOutcome.Refused, SchemaName.Of(first.Code), CancellationToken.None);
        }
        return result;
    }

    private static bool IsDenial(string code) =>
        code is RequestErrorCodes.Forbidden or RequestErrorCodes.PasswordChangeRequired;
}
