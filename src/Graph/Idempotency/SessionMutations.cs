using System.Collections.Frozen;

namespace PartnerGraph.Graph.Idempotency;

/// <summary>
/// What begins, goes on with or ends a session, or changes what one is proven by. An answer of these without its tokens would be worth
/// nothing, so they take no Idempotency-Key. (Making an account on the way, as startEnrollment and acceptInvitation do, is for the
/// anonymous, who have no keys.)
/// </summary>
public static class SessionMutations
{
    public static FrozenSet<string> Names { get; } =
        FrozenSet.Create(
            StringComparer.Ordinal,
            "signIn",
            "refreshSession",
            "signOut",
            "changePassword",
            "switchOrganization",
            "signInToMembership",
            "actFor",
            "stopActing",
            "actForCustomer"
        );
}
