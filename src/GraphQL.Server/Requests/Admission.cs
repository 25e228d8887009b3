using Microsoft.AspNetCore.Http;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>What the application says of a request or a socket before anything runs: who it is, or that it may not pass (GraphQL over HTTP, Status Codes).</summary>
public sealed class Admission
{
    private Admission(object? state, Refusal? refusal)
    {
        State = state;
        Refusal = refusal;
    }

    /// <summary>
    /// The value that resolvers see. On HTTP it belongs to one request and is disposed after it; on a socket it serves all of
    /// the socket's operations, also at the same time, and is disposed when the socket closes.
    /// </summary>
    public object? State { get; }

    internal Refusal? Refusal { get; }

    /// <summary>The request may run, and resolvers see this value (spec 6.2, the context of an execution).</summary>
    public static Admission Admit(object? state) => new(state, refusal: null);

    /// <summary>
    /// The request may not run: HTTP answers this status (401, 403, 429 …) and the error, a socket closes with 4403.
    /// Headers such as Retry-After are set on the response by whoever refuses.
    /// </summary>
    public static Admission Refuse(int status, GraphQLError error) => new(state: null, new Refusal(status, error));

    /// <summary>Nobody is signed in: 401 with the code UNAUTHENTICATED; a socket closes with 4403.</summary>
    public static Admission Unauthenticated(string message = "Sign in first.") =>
        Refuse(
            StatusCodes.Status401Unauthorized,
            new GraphQLError(message) { Code = ServerErrorCodes.Unauthenticated }
        );

    internal ValueTask DisposeAsync()
    {
        if (State is IAsyncDisposable state)
        {
            return state.DisposeAsync();
        }
        (State as IDisposable)?.Dispose();
        return default;
    }
}
