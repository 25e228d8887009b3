using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Webhooks;

/// <summary>Only https, on a port that web servers have, with neither a name nor a password nor a fragment in it.</summary>
public sealed record WebhookUrlRefused() : Refusal(UserErrorCode.Invalid, "webhook.url");

/// <summary>The selection is not GraphQL, or does not fit the schema, or asks for too much: in the engine's words.</summary>
public sealed record WebhookSelectionRefused(string Problem)
    : Refusal(UserErrorCode.Invalid, "webhook.selection", ("problem", Problem));

public sealed record WebhookSelectionShape() : Refusal(UserErrorCode.Invalid, "webhook.selectionShape");

public sealed record TooManyWebhookEndpoints(int Maximum)
    : Refusal(UserErrorCode.QuotaExceeded, "webhook.tooMany", ("maximum", Maximum));

public sealed record WebhookNotActive() : Refusal(UserErrorCode.IllegalTransition, "webhook.notActive");

/// <summary>A position that was never given out, or behind which something is forgotten already.</summary>
public sealed record WebhookPositionUnknown(string First, string Last)
    : Refusal(UserErrorCode.Invalid, "webhook.position", ("first", First), ("last", Last));
