using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Invitations;

/// <summary>R62 to R65, R70: the draft as the inviter left it, sent by the system. Its personal link alone becomes a button.</summary>
public sealed record CustomerInvitationMail(Language Language, InvitationDraftText Draft, Uri Link)
    : MailContent(Language)
{
    public override string Subject => Draft.Subject;

    internal override Type View => typeof(CustomerInvitationMailView);

    public IReadOnlyList<string> Paragraphs => MailParagraphs.Of(Draft.Body);

    public override string Text => Signature.Under(Draft.Body, Language);

    /// <summary>A paragraph cut where the link stands: other addresses that a person wrote stay plain text.</summary>
    public IReadOnlyList<string> AroundLink(string paragraph) =>
        paragraph.Split(Link.AbsoluteUri, StringSplitOptions.TrimEntries);

    public string ButtonLabel => Say("See the invitation", "Открыть приглашение");
}
