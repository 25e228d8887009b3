using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Links;

/// <summary>Sent a moment ago; <paramref name="AllowedAt"/> says when it may be sent again.</summary>
public sealed record ResendTooSoon(DateTimeOffset AllowedAt)
    : Refusal(UserErrorCode.QuotaExceeded, "link.resendTooSoon", ("allowedAt", AllowedAt));

public sealed record LinkQuotaExceeded(int PerDay)
    : Refusal(UserErrorCode.QuotaExceeded, "link.quotaExceeded", ("perDay", PerDay));

/// <summary>Unknown, malformed and rotated secrets get this same answer (R82).</summary>
public sealed record LinkNotFound() : Refusal(UserErrorCode.InvitationNotFound, "link.notFound");

public sealed record LinkExpired(DateTimeOffset ExpiredAt)
    : Refusal(UserErrorCode.InvitationExpired, "link.expired", ("expiredAt", ExpiredAt));

public sealed record LinkAlreadyUsed() : Refusal(UserErrorCode.InvitationAlreadyUsed, "link.alreadyUsed");

/// <summary>What the link was for has come to an end, for example a withdrawn enrollment.</summary>
public sealed record LinkRevoked() : Refusal(UserErrorCode.InvitationRevoked, "link.revoked");
