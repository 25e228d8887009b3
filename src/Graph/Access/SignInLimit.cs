using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.Graph.Access;

public static class SignInLimit
{
    /// <summary>Counts one try of a secret for the request's address; too many of them are an error of the request (RATE_LIMITED).</summary>
    public static void SignInOrRefuse(this RequestLimits limits, RequestState request)
    {
        var allowance = limits.TakeSignIn(request.RemoteAddress);
        if (!allowance.Granted)
            throw new GraphQLException(RequestGate.TooMany(request.Language, allowance));
    }

    /// <summary>Counts one mail that the anonymous ask for.</summary>
    public static void MailOrRefuse(this RequestLimits limits, RequestState request)
    {
        limits.SignInOrRefuse(request);
        var allowance = limits.TakeMail(request.RemoteAddress);
        if (!allowance.Granted)
            throw new GraphQLException(RequestGate.TooMany(request.Language, allowance));
    }

    /// <summary>The same for a membership account, counted by its name as well.</summary>
    public static void MembershipOrRefuse(this RequestLimits limits, RequestState request, string userName)
    {
        limits.SignInOrRefuse(request);
        var allowance = limits.TakeMembership(userName);
        if (!allowance.Granted)
            throw new GraphQLException(RequestGate.TooMany(request.Language, allowance));
    }
}
