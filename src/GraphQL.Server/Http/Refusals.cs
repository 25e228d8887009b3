using Microsoft.AspNetCore.Http;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.Http;

/// <summary>What HTTP itself refuses (GraphQL over HTTP, Status Codes).</summary>
internal static class Refusals
{
    public static readonly Refusal NotAcceptable = Refusal.Of(
        StatusCodes.Status406NotAcceptable,
        ServerErrorCodes.NotAcceptable,
        "Accept application/graphql-response+json, application/json or text/event-stream."
    );

    public static readonly Refusal SubscriptionNeedsStream = Refusal.Of(
        StatusCodes.Status406NotAcceptable,
        ServerErrorCodes.NotAcceptable,
        "A subscription is answered as text/event-stream or over a WebSocket."
    );

    public static readonly Refusal Method = Refusal.Of(
        StatusCodes.Status405MethodNotAllowed,
        ServerErrorCodes.MethodNotAllowed,
        "Send operations by POST."
    );

    /// <summary>The server gave up on a body: too slow, too large or cut short.</summary>
    public static Refusal Unreadable(int status) =>
        status switch
        {
            StatusCodes.Status408RequestTimeout => Refusal.Of(
                status,
                ServerErrorCodes.Timeout,
                "The request's body did not arrive in time."
            ),
            StatusCodes.Status413PayloadTooLarge => Refusal.Of(
                status,
                ServerErrorCodes.TooLarge,
                "The request is too large."
            ),
            _ => Refusal.Of(status, ServerErrorCodes.BadRequest, "The request's body could not be read."),
        };
}
