using Microsoft.AspNetCore.Http;
using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>Why a request does not reach the executor: an HTTP status and the error of its body (GraphQL over HTTP, Status Codes).</summary>
internal sealed record Refusal(int Status, GraphQLError Error)
{
    public static Refusal BadRequest(string message) =>
        Of(StatusCodes.Status400BadRequest, ServerErrorCodes.BadRequest, message);

    public static Refusal Of(int status, string code, string message) =>
        new(status, new GraphQLError(message) { Code = code });

    public static readonly Refusal Internal = Of(
        StatusCodes.Status500InternalServerError,
        ErrorCodes.Internal,
        "The server failed to answer this request."
    );

    public static readonly Refusal NoLongerAllowed = Of(
        StatusCodes.Status403Forbidden,
        ServerErrorCodes.Forbidden,
        "This connection is no longer allowed."
    );
}
