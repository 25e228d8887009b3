using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Notices;

/// <summary>What a notice says, in one language: whole sentences.</summary>
public sealed record Notice(string Subject, IReadOnlyList<string> Paragraphs)
{
    /// <summary>Where it is answered; null where there is nothing to answer.</summary>
    public NoticeLink? Link { get; init; }
}

/// <param name="Label">What is done there, in two or three words.</param>
/// <param name="Hint">For how long, and what it takes.</param>
public sealed record NoticeLink(Uri Address, string Label, string Hint);

/// <summary>Tells a global admin what happened to the whole organization: a partnership that ended, a grant that is about to.</summary>
public sealed record NoticeMail(Language Language, string PersonName, Notice Notice) : MailContent(Language)
{
    public string PersonName { get; init; } = MailName.Shown(PersonName);

    /// <summary>A link of ours stands by itself: each paragraph is one line in which nothing becomes one, whatever names stand in it.</summary>
    public Notice Notice { get; init; } =
        Notice with
        {
            Subject = MailName.Shown(Notice.Subject),
            Paragraphs = [.. Notice.Paragraphs.Select(MailName.Shown)],
        };

    public override string Subject => Notice.Subject;

    internal override Type View => typeof(NoticeMailView);

    public string Greeting => Say($"Hello {PersonName},", $"Здравствуйте, {PersonName}!");

    public override string Text =>
        Signature.Under(string.Join("\n\n", [Greeting, .. Notice.Paragraphs, .. Answer]), Language);

    private IEnumerable<string> Answer =>
        Notice.Link is { } link ? [$"{link.Label}:", link.Address.AbsoluteUri, link.Hint] : [];
}
