using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Leads;

public sealed record IllegalLeadTransition(LeadStatus From, LeadStatus To)
    : Refusal(
        UserErrorCode.IllegalTransition,
        "lead.illegalTransition",
        ("from", SchemaName.Of(From)),
        ("to", SchemaName.Of(To))
    );
