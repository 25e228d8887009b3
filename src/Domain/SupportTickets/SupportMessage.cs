using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.SupportTickets;

/// <summary>Whether it waits for the program (open), for whoever asked (attention needed), or for nobody.</summary>
public enum CaseStatus
{
    Open,
    AttentionNeeded,
    Closed,
}

/// <summary>For whom somebody speaks.</summary>
public enum SupportSide
{
    Partner,
    Customer,
    Program,
}

public enum SupportStep
{
    Opened,
    Replied,
    Closed,
    Reopened,
}

/// <summary>What somebody writes, with links to what belongs to it.</summary>
public sealed record CaseText(string? Text, IReadOnlyList<Uri> Attachments)
{
    public const int MaximumAttachments = 10;

    /// <summary>Null when nothing is wrong.</summary>
    /// <param name="field">The input field that the text stands in.</param>
    internal Refusal? Refuse(string field)
    {
        if (TextRules.Paragraphs(Text, TextRules.BodyLength) is { } refusal)
        {
            return refusal.At(field);
        }

        if (Attachments.Count > MaximumAttachments)
        {
            return new TooManyAttachments(MaximumAttachments).At("attachments");
        }

        // A link is opened by people of another organization: it is encrypted, and carries nobody's password.
        return Attachments.All(link => link.IsAbsoluteUri && link.Scheme == "https" && link.UserInfo.Length == 0)
            ? null
            : new AttachmentNotHttps().At("attachments");
    }
}

/// <summary>A message of a thread; it does not change any more.</summary>
public sealed class SupportMessage
{
    private SupportMessage() { }

    internal SupportMessage(int number, CaseVoice voice, CaseText text, DateTimeOffset at)
    {
        Number = number;
        Side = voice.Side;
        Author = voice.By.Name;
        AuthorId = voice.By.User;
        Text = text.Text!.Trim();
        Attachments = [.. text.Attachments];
        At = at;
    }

    /// <summary>Counts from 1 within the thread.</summary>
    public int Number { get; private set; }
    public SupportSide Side { get; private set; }
    public string Author { get; private set; } = "";

    /// <summary>Null for an API token.</summary>
    public UserId? AuthorId { get; private set; }
    public string Text { get; private set; } = "";
    public IReadOnlyList<Uri> Attachments { get; private set; } = [];
    public DateTimeOffset At { get; private set; }
}
