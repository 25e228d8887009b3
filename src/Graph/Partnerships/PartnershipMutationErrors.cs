using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Graph.Partnerships;

/// <summary>The other side changed the partnership at the same moment; nothing was saved.</summary>
public sealed record PartnershipChangedMeanwhile() : Refusal(UserErrorCode.Conflict, "partnership.changedMeanwhile");
