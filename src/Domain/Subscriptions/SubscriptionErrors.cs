using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Subscriptions;

public sealed record QuantityOutOfRange(int Minimum, int Maximum)
    : Refusal(UserErrorCode.Invalid, "subscription.quantityOutOfRange", ("minimum", Minimum), ("maximum", Maximum));

/// <summary>Licenses that people hold are not taken away by a smaller quantity.</summary>
public sealed record QuantityBelowAssigned(int Assigned)
    : Refusal(UserErrorCode.Invalid, "subscription.quantityBelowAssigned", ("assigned", Assigned));

public sealed record SubscriptionNotActive(SubscriptionStatus Status)
    : Refusal(UserErrorCode.IllegalTransition, "subscription.notActive", ("status", SchemaName.Of(Status)));

public sealed record SubscriptionNotSuspended(SubscriptionStatus Status)
    : Refusal(UserErrorCode.IllegalTransition, "subscription.notSuspended", ("status", SchemaName.Of(Status)));

/// <summary>It is over, and does not come back: a new one is ordered.</summary>
public sealed record SubscriptionCancelledAlready()
    : Refusal(UserErrorCode.IllegalTransition, "subscription.cancelledAlready");

/// <summary>All licenses of the subscription are assigned.</summary>
public sealed record NoLicenseLeft(int Quantity)
    : Refusal(UserErrorCode.QuotaExceeded, "subscription.noLicenseLeft", ("quantity", Quantity));

public sealed record LicenseHeldAlready() : Refusal(UserErrorCode.Conflict, "subscription.licenseHeldAlready");

public sealed record LicenseNotHeld() : Refusal(UserErrorCode.Conflict, "subscription.licenseNotHeld");

public sealed record TooManyOrderLines(int Maximum)
    : Refusal(UserErrorCode.Invalid, "order.tooManyLines", ("maximum", Maximum));

/// <summary>The MPN ID is the provider's own, of a reseller through whom it does not have the customer, or nobody's: alike.</summary>
public sealed record NotResellerOfRecord() : Refusal(UserErrorCode.Invalid, "order.notResellerOfRecord");

public sealed record SeveralResellersOfRecord() : Refusal(UserErrorCode.Invalid, "order.severalResellersOfRecord");
