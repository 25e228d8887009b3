using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Localization;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.Server.Requests;
using PartnerGraph.Persistence.Idempotency;

namespace PartnerGraph.Graph.Idempotency;

/// <summary>
/// A request that came with an Idempotency-Key: run once, and answered with the same whenever it comes again within a day. Queries and
/// subscriptions change nothing and run as if they had no key.
/// </summary>
public sealed class IdempotentExecution(
    RequestExecutor executor,
    IdempotentRequests requests,
    ILogger<IdempotentExecution> log
)
{
    public async ValueTask<ExecutionResult> ExecuteAsync(
        GraphQLRequest request,
        string header,
        RequestState state,
        IServiceProvider services,
        CancellationToken cancellation
    )
    {
        var operation = executor.Find(request, state);
        if (operation is not { Type: OperationType.Mutation } || request.QueriesOnly)
            return await executor.ExecuteAsync(request, state, services, cancellation);
        if (!IdempotencyKey.TryHash(header, out var hash))
            return Refuse(state, ErrorCodes.BadUserInput, "idempotency.keyMalformed");
        if (operation.RootFields.FirstOrDefault(SessionMutations.Names.Contains) is { } session)
            return Refuse(state, ErrorCodes.BadUserInput, "idempotency.sessionMutation", ("field", session));
        if (state.Caller is not { } caller)
            return Refuse(state, ErrorCodes.BadUserInput, "idempotency.anonymous");

        var standing = await requests.ClaimAsync(KeyOf(caller, hash), RequestFingerprint.Of(request), cancellation);
        return standing switch
        {
            KeyStanding.Free free => await RunAsync(free.Claim, request, state, services),
            KeyStanding.Answered kept => KeptAnswer.Repeated(kept.Answer, kept.HasErrors),
            KeyStanding.OtherRequest => Refuse(
                state,
                ServerErrorCodes.Conflict,
                "idempotency.otherRequest",
                ResultKind.Contradiction
            ),
            KeyStanding.UnderWay => Refuse(
                state,
                RequestErrorCodes.RequestInProgress,
                "idempotency.underWay",
                ResultKind.Conflict
            ),
            _ => Refuse(state, RequestErrorCodes.AnswerLost, "idempotency.answerLost", ResultKind.Conflict),
        };
    }

    /// <summary>Of the principal in the organization in which it works.</summary>
    private static RequestKey KeyOf(Caller caller, byte[] hash) =>
        new(caller.Organization, caller.ApiToken?.Value ?? caller.ActorUser!.Value.Value, hash);

    /// <summary>Also to its end when the client goes away meanwhile: it is to find the answer when it comes back.</summary>
    private async Task<ExecutionResult> RunAsync(
        RequestClaim claim,
        GraphQLRequest request,
        RequestState state,
        IServiceProvider services
    )
    {
        state.Claim = claim;
        var result = (SingleResult)await executor.ExecuteAsync(request, state, services, CancellationToken.None);
        try
        {
            await KeepAsync(claim, result, state);
        }
        catch (Exception failure)
        {
            // It is carried out, and the one who asked is answered. Whoever asks again is told that the answer is lost.
            log.LogError(failure, "The answer to a request with an Idempotency-Key could not be kept.");
        }
        return result;
    }

    /// <summary>What was turned away before it changed anything may be tried again with the same key.</summary>
    private async Task KeepAsync(RequestClaim claim, SingleResult result, RequestState state)
    {
        var wentWrong = result.Kind != ResultKind.Executed || result.Errors.Count > 0;
        if (wentWrong && await requests.ReleaseAsync(claim, CancellationToken.None))
            return;
        var answer = KeptAnswer.Of(result, state.Withheld);
        await requests.AnswerAsync(claim, answer, result.Errors.Count > 0, CancellationToken.None);
    }

    private static SingleResult Refuse(
        RequestState state,
        string code,
        string key,
        params ReadOnlySpan<(string Name, object Value)> arguments
    ) => Refuse(state, code, key, ResultKind.RequestError, arguments);

    private static SingleResult Refuse(
        RequestState state,
        string code,
        string key,
        ResultKind kind,
        params ReadOnlySpan<(string Name, object Value)> arguments
    ) => SingleResult.Refused(new GraphQLError(Messages.Text(state.Language, key, arguments)) { Code = code }, kind);
}
