using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Mail.Samples;

/// <summary>A mail to look at.</summary>
/// <param name="Kind">The event name whose writer writes such mails.</param>
public sealed record MailSample(string Name, string Kind, MailContent Content);
