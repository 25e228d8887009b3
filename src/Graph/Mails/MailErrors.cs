using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Graph.Mails;

/// <summary>Only what is bounced or dead is retried: everything else is on its way, or has arrived.</summary>
public sealed record MailNotGivenUp() : Refusal(UserErrorCode.IllegalTransition, "mail.notGivenUp");

/// <summary>Only what is queued or deferred, and not in a worker's hands, can be taken out.</summary>
public sealed record MailNotWaiting() : Refusal(UserErrorCode.IllegalTransition, "mail.notWaiting");
