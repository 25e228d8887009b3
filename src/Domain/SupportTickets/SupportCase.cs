using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.SupportTickets;

/// <summary>Who speaks in a case, and whom that is mailed to.</summary>
/// <param name="Correspondents">Everybody who follows the case, the speaker apart.</param>
public sealed record CaseVoice(SupportSide Side, Actor By, IReadOnlyList<Correspondent> Correspondents);

/// <summary>
/// Something that somebody wants of the program, and what is said about it: the one thread behind service requests (R43) and support
/// tickets. It waits for the program while it is open, for the others while their attention is needed.
/// </summary>
public abstract class SupportCase : EventSource
{
    public const int MaximumMessages = 200;

    private readonly List<SupportMessage> _messages = [];

    private protected SupportCase() { }

    public string Title { get; private set; } = "";
    public CaseStatus Status { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it was last written in, closed or reopened.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The thread; what it began with is its first message.</summary>
    public IReadOnlyList<SupportMessage> Messages => _messages;

    /// <summary>Everybody who wrote in it.</summary>
    public IReadOnlyList<UserId> Writers() =>
        [.. _messages.Select(message => message.AuthorId).OfType<UserId>().Distinct()];

    /// <summary>An answer of the program needs the others' attention; one of theirs waits for the program.</summary>
    public Outcome Reply(CaseVoice voice, CaseText text, DateTimeOffset now)
    {
        var next = voice.Side is SupportSide.Program ? CaseStatus.AttentionNeeded : CaseStatus.Open;
        var refusal = Status is CaseStatus.Closed ? new IllegalCaseTransition(Status, next) : RefuseText(text);
        return refusal ?? Move(next, SupportStep.Replied, voice, text, now);
    }

    /// <summary>By either side, with or without a last word.</summary>
    public Outcome Close(CaseVoice voice, CaseText? text, DateTimeOffset now)
    {
        var refusal =
            Status is CaseStatus.Closed ? new IllegalCaseTransition(Status, CaseStatus.Closed)
            : text is null ? null
            : RefuseText(text);
        return refusal ?? Move(CaseStatus.Closed, SupportStep.Closed, voice, text, now);
    }

    /// <summary>It was not done after all, and that is said.</summary>
    public Outcome Reopen(CaseVoice voice, CaseText text, DateTimeOffset now)
    {
        var refusal = Status is not CaseStatus.Closed
            ? new IllegalCaseTransition(Status, CaseStatus.Open)
            : RefuseText(text);
        return refusal ?? Move(CaseStatus.Open, SupportStep.Reopened, voice, text, now);
    }

    /// <summary>Why it cannot begin like this; empty when it can.</summary>
    protected static IReadOnlyList<Refusal> RefuseOpening(string? title, CaseText description) =>
        [
            .. TextRules.Line(title) is { } refusal ? [refusal.At("title")] : Array.Empty<Refusal>(),
            .. description.Refuse("description") is { } refused ? [refused] : Array.Empty<Refusal>(),
        ];

    protected void Open(string title, CaseVoice voice, CaseText description, DateTimeOffset now)
    {
        Title = title.Trim();
        CreatedAt = now;
        Move(CaseStatus.Open, SupportStep.Opened, voice, description, now);
    }

    /// <summary>What is told of a step.</summary>
    /// <param name="message">The number of the message that came with it.</param>
    private protected abstract DomainEvent Changed(SupportStep step, CaseStatus to, int? message, DateTimeOffset now);

    private Refusal? RefuseText(CaseText text) =>
        text.Refuse("text") ?? (_messages.Count >= MaximumMessages ? new TooManyMessages(MaximumMessages) : null);

    private Outcome Move(CaseStatus to, SupportStep step, CaseVoice voice, CaseText? text, DateTimeOffset now)
    {
        (Status, UpdatedAt, ClosedAt) = (to, now, to is CaseStatus.Closed ? now : null);
        if (text is not null)
        {
            _messages.Add(new SupportMessage(_messages.Count + 1, voice, text, now));
        }

        int? message = text is null ? null : _messages.Count;
        Raise(Changed(step, to, message, now) with { Correspondents = voice.Correspondents });
        return Outcome.Done;
    }
}
