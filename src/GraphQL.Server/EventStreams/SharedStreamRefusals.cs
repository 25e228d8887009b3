using Microsoft.AspNetCore.Http;
using PartnerGraph.GraphQL.Server.Requests;

namespace PartnerGraph.GraphQL.Server.EventStreams;

/// <summary>What a shared stream refuses (graphql-sse, single connection mode).</summary>
internal static class SharedStreamRefusals
{
    public static readonly Refusal UnknownStream = Refusal.Of(
        StatusCodes.Status404NotFound,
        ServerErrorCodes.NotFound,
        "No stream is reserved under this token."
    );

    public static readonly Refusal AlreadyOpen = Refusal.Of(
        StatusCodes.Status409Conflict,
        ServerErrorCodes.Conflict,
        "This stream is already open."
    );

    public static readonly Refusal TooManyStreams = Refusal.Of(
        StatusCodes.Status429TooManyRequests,
        ServerErrorCodes.TooMany,
        "Too many streams are reserved; try again later."
    );

    public static readonly Refusal UnknownOperation = Refusal.Of(
        StatusCodes.Status404NotFound,
        ServerErrorCodes.NotFound,
        "No operation of this 'operationId' runs on the stream."
    );

    private static readonly Refusal AlreadyRunning = Refusal.Of(
        StatusCodes.Status409Conflict,
        ServerErrorCodes.Conflict,
        "An operation of this 'operationId' already runs on the stream."
    );

    private static readonly Refusal TooManyOperations = Refusal.Of(
        StatusCodes.Status429TooManyRequests,
        ServerErrorCodes.TooMany,
        "Too many operations run on this stream."
    );

    public static Refusal? Of(StartOutcome outcome) =>
        outcome switch
        {
            StartOutcome.Started => null,
            StartOutcome.AlreadyRunning => AlreadyRunning,
            StartOutcome.TooMany => TooManyOperations,
            StartOutcome.Gone => UnknownStream,
        };
}
