using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.ServiceHealth;

/// <summary>The service works already: there is no incident to end.</summary>
public sealed record NoIncidentOpen(string Service)
    : Refusal(UserErrorCode.IllegalTransition, "serviceHealth.noIncidentOpen", ("service", Service));

public sealed record ServiceOfOtherFamily(string Service, ProductFamily Family)
    : Refusal(
        UserErrorCode.Invalid,
        "serviceHealth.otherFamily",
        ("service", Service),
        ("family", SchemaName.Of(Family))
    );
