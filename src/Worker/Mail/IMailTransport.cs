namespace PartnerGraph.Worker.Mail;

/// <summary>Carries a mail out of the system. A refusal is an outcome; only cancellation throws.</summary>
public interface IMailTransport
{
    Task<MailOutcome> SendAsync(MailMessage mail, CancellationToken cancellationToken);

    /// <summary>A sentence on why no mail could be carried at this moment; null where one could.</summary>
    Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken);
}
