using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Graph.Organizations;

/// <summary>Another organization has it; which one is not told.</summary>
public sealed record MpnTaken(string MpnId)
    : Refusal(UserErrorCode.MpnAlreadyLinked, "organization.mpnTaken", ("mpnId", MpnId));
