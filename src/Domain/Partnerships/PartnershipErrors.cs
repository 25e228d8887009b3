using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Partnerships;

public sealed record PartnershipNotActive() : Refusal(UserErrorCode.IllegalTransition, "partnership.notActive");

/// <summary>Grant B is not there, or whoever asks is no global admin of the provider (R52, R53).</summary>
public sealed record AdministrationNotGranted()
    : Refusal(UserErrorCode.GlobalAdminRequired, "partnership.administrationNotGranted");
