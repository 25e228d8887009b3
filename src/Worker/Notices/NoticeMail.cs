using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Notices;

/// <summary>What a notice says, in one language: whole sentences, nothing to answer to.</summary>
public sealed record Notice(string Subject, IReadOnlyList<string> Paragraphs);

/// <summary>Tells a global admin what happened to the whole organization: a partnership that ended, a grant that is about to.</summary>
public sealed record NoticeMail(Language Language, string PersonName, Notice Notice) : MailContent(Language)
{
    public string PersonName { get; init; } = MailName.Shown(PersonName);

    /// <summary>A notice has no link of ours: each paragraph is one line in which nothing becomes one, whatever names stand in it.</summary>
    public Notice Notice { get; init; } =
        new(MailName.Shown(Notice.Subject), [.. Notice.Paragraphs.Select(MailName.Shown)]);

    public override string Subject => Notice.Subject;

    internal override Type View => typeof(NoticeMailView);

    public string Greeting => Say($"Hello {PersonName},", $"Здравствуйте, {PersonName}!");

    public override string Text => Signature.Under($"{Greeting}\n\n{string.Join("\n\n", Notice.Paragraphs)}", Language);
}
