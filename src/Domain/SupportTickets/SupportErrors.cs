using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.SupportTickets;

public sealed record IllegalCaseTransition(CaseStatus From, CaseStatus To)
    : Refusal(
        UserErrorCode.IllegalTransition,
        "support.illegalTransition",
        ("from", SchemaName.Of(From)),
        ("to", SchemaName.Of(To))
    );

/// <summary>A thread has an end; a new one can always be begun.</summary>
public sealed record TooManyMessages(int Maximum)
    : Refusal(UserErrorCode.QuotaExceeded, "support.tooManyMessages", ("maximum", Maximum));

public sealed record TooManyAttachments(int Maximum)
    : Refusal(UserErrorCode.Invalid, "support.tooManyAttachments", ("maximum", Maximum));

public sealed record AttachmentNotHttps() : Refusal(UserErrorCode.Invalid, "support.attachmentNotHttps");
