namespace PartnerGraph.GraphQL.Server.Requests;

/// <summary>The values of <c>extensions.code</c> that the transports give (spec 7.1.2); the engine's own are in ErrorCodes.</summary>
public static class ServerErrorCodes
{
    /// <summary>The body, query string or message is no well-formed GraphQL request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>Nobody is signed in.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The caller may not do this, or no longer.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>The HTTP method does not fit the operation.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    /// <summary>None of the media types that the client accepts can be produced.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    /// <summary>The body's media type, charset or encoding is not supported.</summary>
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";

    /// <summary>The body is larger than the limit.</summary>
    public const string TooLarge = "REQUEST_TOO_LARGE";

    /// <summary>The body did not arrive in time.</summary>
    public const string Timeout = "REQUEST_TIMEOUT";

    /// <summary>Too much at once: operations on a connection or reserved streams.</summary>
    public const string TooMany = "TOO_MANY_REQUESTS";

    /// <summary>The stream or operation that the request names is not there.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>The stream or operation that the request names is already there.</summary>
    public const string Conflict = "CONFLICT";
}
