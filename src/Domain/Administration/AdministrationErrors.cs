using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Administration;

public sealed record AdministrationDaysOutOfRange(int Minimum, int Maximum)
    : Refusal(UserErrorCode.Invalid, "administration.daysOutOfRange", ("minimum", Minimum), ("maximum", Maximum));

/// <summary>One request waits for the customer at a time.</summary>
public sealed record AdministrationAskedAlready() : Refusal(UserErrorCode.Conflict, "administration.askedAlready");

public sealed record AdministrationNotActive(AdministrationGrantStatus Status)
    : Refusal(UserErrorCode.IllegalTransition, "administration.notActive", ("status", SchemaName.Of(Status)));

/// <summary>Nothing waits for the customer's consent.</summary>
public sealed record AdministrationNotWaiting(AdministrationGrantStatus Status)
    : Refusal(UserErrorCode.IllegalTransition, "administration.notWaiting", ("status", SchemaName.Of(Status)));

/// <summary>An extension that would end no later is none.</summary>
public sealed record AdministrationNoLonger(DateTimeOffset ExpiresAt)
    : Refusal(UserErrorCode.Invalid, "administration.noLonger", ("expiresAt", ExpiresAt));
