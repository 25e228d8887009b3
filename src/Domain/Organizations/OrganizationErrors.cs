using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Organizations;

public sealed record DomainNameInvalid() : Refusal(UserErrorCode.Invalid, "organization.domainInvalid");
