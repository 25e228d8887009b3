namespace PartnerGraph.GraphQL.Errors;

/// <summary>The values of <c>extensions.code</c> that the engine itself gives; an application adds its own (spec 7.1.2, extensions).</summary>
public static class ErrorCodes
{
    /// <summary>The document is not GraphQL.</summary>
    public const string SyntaxError = "GRAPHQL_PARSE_FAILED";

    /// <summary>The document does not fit the schema.</summary>
    public const string ValidationFailed = "GRAPHQL_VALIDATION_FAILED";

    /// <summary>A variable, argument or request parameter is wrong.</summary>
    public const string BadUserInput = "BAD_USER_INPUT";

    /// <summary>The document asks for more than one request may.</summary>
    public const string CostExceeded = "COST_EXCEEDED";

    /// <summary>A failure inside the server, masked.</summary>
    public const string Internal = "INTERNAL";

    /// <summary>The execution took longer than it may.</summary>
    public const string TimedOut = "EXECUTION_TIMEOUT";
}
