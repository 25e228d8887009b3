namespace PartnerGraph.Worker.Dispatch;

/// <summary>How many mails may go out; 0: not limited. What is over a cap waits and is not lost.</summary>
/// <param name="RecipientPerDay">To one address, whoever sends: nobody is flooded through us.</param>
/// <param name="InviterPerDay">Invitations of one user.</param>
/// <param name="OrganizationPerDay">Of one organization.</param>
/// <param name="ServerPerMinute">To the mail server, by all workers together.</param>
public sealed record MailCaps(int RecipientPerDay, int InviterPerDay, int OrganizationPerDay, int ServerPerMinute)
{
    public static readonly MailCaps None = new(0, 0, 0, 0);
    public static readonly MailCaps Default = new(20, 200, 2000, 0);
}
