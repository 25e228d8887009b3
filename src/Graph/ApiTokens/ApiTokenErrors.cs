using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Graph.ApiTokens;

public sealed record ScopesRequired() : Refusal(UserErrorCode.Required, "apiToken.scopesRequired");

public sealed record ExpiryInThePast() : Refusal(UserErrorCode.Invalid, "apiToken.expiryInThePast");

public sealed record TooManyApiTokens(int Maximum)
    : Refusal(UserErrorCode.QuotaExceeded, "apiToken.tooMany", ("maximum", Maximum));
