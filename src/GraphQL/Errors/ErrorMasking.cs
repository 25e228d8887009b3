namespace PartnerGraph.GraphQL.Errors;

/// <summary>What a client is told of an exception: a <see cref="GraphQLException"/>'s own error, else nothing but that something failed (spec 6.4.4).</summary>
public static class ErrorMasking
{
    /// <summary>The error to tell; the exception stays in <see cref="GraphQLError.Cause"/> for logs.</summary>
    public static GraphQLError Of(Exception exception) =>
        exception is GraphQLException known
            ? known.Error
            : new GraphQLError("Unexpected error.") { Code = ErrorCodes.Internal, Cause = exception };
}
