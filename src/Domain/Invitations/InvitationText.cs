using PartnerGraph.Domain.Links;

namespace PartnerGraph.Domain.Invitations;

/// <summary>
/// An edited mail with its personal link taken out: the secret is stored nowhere (R80), so the text is kept with a
/// placeholder and gets its link back when the mail is rendered.
/// </summary>
public static class InvitationText
{
    /// <summary>Where the link stands in a stored text.</summary>
    public const string Placeholder = "{link}";

    /// <summary>True where the exact link is in the text; one that goes on behind its end is another link.</summary>
    public static bool Contains(string text, Uri link)
    {
        var wanted = link.AbsoluteUri;
        var at = text.IndexOf(wanted, StringComparison.Ordinal);
        while (at >= 0)
        {
            var end = at + wanted.Length;
            if (end == text.Length || !LinkSecret.IsTokenCharacter(text[end]))
            {
                return true;
            }

            at = text.IndexOf(wanted, at + 1, StringComparison.Ordinal);
        }

        return false;
    }

    /// <summary>The text without the secret, wherever in it the secret stood.</summary>
    public static string TakeOut(string text, Uri link, LinkSecret secret) =>
        text.Replace(link.AbsoluteUri, Placeholder, StringComparison.Ordinal)
            .Replace(secret.Token, Placeholder, StringComparison.Ordinal);

    public static string PutIn(string stored, Uri link) =>
        stored.Replace(Placeholder, link.AbsoluteUri, StringComparison.Ordinal);
}

/// <summary>How many invitations a day may bring forth.</summary>
public sealed record InvitationQuota(int PerInviter, int PerRecipient, int PerOrganization)
{
    public static readonly InvitationQuota Default = new(PerInviter: 100, PerRecipient: 10, PerOrganization: 500);

    /// <summary>The counts are those of the last 24 hours, resent ones included.</summary>
    public Refusals.Outcome Check(int byInviter, int toRecipient, int byOrganization)
    {
        if (byInviter >= PerInviter)
        {
            return new InvitationQuotaExceeded(PerInviter);
        }

        if (toRecipient >= PerRecipient)
        {
            return new InvitationQuotaExceeded(PerRecipient);
        }

        return byOrganization >= PerOrganization ? new InvitationQuotaExceeded(PerOrganization) : Refusals.Outcome.Done;
    }
}
