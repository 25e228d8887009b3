using PartnerGraph.Domain.Access;
using PartnerGraph.Graph.Access;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.ApiTokens;

namespace PartnerGraph.Graph.ApiTokens;

/// <summary>Everybody sees their own tokens; whoever manages users sees the organization's.</summary>
public static class VisibleApiTokens
{
    /// <param name="caller">A person: tokens are not for tokens.</param>
    public static IQueryable<ApiToken> To(Caller caller, PartnerGraphDb db)
    {
        var tokens = db.ApiTokens.Where(row => row.OrganizationId == caller.Organization);
        if (caller.Standing.May(PartnerAction.ManageUsers).Allowed)
            return tokens;
        var self = caller.User;
        return tokens.Where(row => row.CreatedBy == self);
    }
}
