using PartnerGraph.Domain.Invitations;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>Which sentences of the catalogue speak of which kind of invitation.</summary>
internal static class KindSentences
{
    public static string Opening(InvitationKind kind) =>
        kind switch
        {
            InvitationKind.Partnership => "opening.partnership",
            InvitationKind.Customer => "opening.customer",
            InvitationKind.CustomerWithProvider => "opening.joint",
        };

    /// <summary>The title, tick and button of the answer.</summary>
    public static string Answer(InvitationKind kind, string what) =>
        kind switch
        {
            InvitationKind.Partnership => "partnership." + what,
            InvitationKind.Customer => "customer." + what,
            InvitationKind.CustomerWithProvider => "joint." + what,
        };

    /// <summary>What whoever accepts gives to whom (R51, R52, R72).</summary>
    public static IReadOnlyList<string> Grants(InvitationKind kind) =>
        kind switch
        {
            InvitationKind.Partnership => ["means.partnership.orders", "means.partnership.administration"],
            InvitationKind.Customer => ["means.customer.reseller"],
            InvitationKind.CustomerWithProvider => ["means.customer.reseller", "means.customer.provider"],
        };
}
