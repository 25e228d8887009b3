using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Invitations;

/// <summary>All that happens to an invitation apart from its acceptance.</summary>
public sealed partial class Invitation
{
    /// <summary>R64, R65: the system is to send the edited draft; its exact link must still be in the body.</summary>
    public Outcome Queue(string subject, string body, LinkKey key, LinkAddress address, DateTimeOffset now)
    {
        if (RefuseDraftStep(InvitationStatus.Queued, now) is { } refused)
        {
            return refused;
        }

        List<Refusal> refusals =
        [
            .. Refused(TextRules.Line(subject, TextRules.SubjectLength)?.At("subject")),
            .. Refused(TextRules.Paragraphs(body, TextRules.BodyLength)?.At("body")),
        ];
        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        var link = Link(key, address);
        if (!InvitationText.Contains(body, link))
        {
            return new LinkMissing().At("body");
        }

        Subject = InvitationText.TakeOut(subject, link, Secret(key));
        Body = InvitationText.TakeOut(body, link, Secret(key));
        Sender = InvitationSender.System;
        Status = InvitationStatus.Queued;
        AskForMail(now);
        return Outcome.Done;
    }

    /// <summary>R65, "Done": the person has mailed the draft.</summary>
    public Outcome Complete(DateTimeOffset now)
    {
        if (RefuseDraftStep(InvitationStatus.Sent, now) is { } refused)
        {
            return refused;
        }

        Sender = InvitationSender.Person;
        SentAt = now;
        // whoever was quick has seen it before it was called done
        Status = Status is InvitationStatus.Viewed ? InvitationStatus.Viewed : InvitationStatus.Sent;
        Raise(new InvitationSent(Id, Kind, InviterId, IndirectProviderId, now));
        return Outcome.Done;
    }

    /// <summary>The mail of this generation has left; the news of an older one changes nothing.</summary>
    public void MarkSent(int generation, DateTimeOffset now)
    {
        if (generation != Generation || SentAt is not null || !InvitationStates.IsOpen(Status))
        {
            return;
        }

        SentAt = now;
        if (Status is InvitationStatus.Queued)
        {
            Status = InvitationStatus.Sent;
        }

        Raise(new InvitationSent(Id, Kind, InviterId, IndirectProviderId, now));
    }

    /// <summary>The mail of this generation will not arrive. Told once; of no interest any more where the invitation was answered.</summary>
    public void NoteDeliveryFailed(int generation, DeliveryFailure failure, DateTimeOffset now)
    {
        var isNews = generation == Generation && FailedGeneration != Generation && SentAt is null;
        if (!isNews || InvitationStates.IsFinal(Status))
        {
            return;
        }

        FailedGeneration = Generation;
        Raise(new InvitationDeliveryFailed(Id, Kind, InviterId, IndirectProviderId, Generation, failure, now));
    }

    /// <summary>
    /// R83: the link goes to the recipient once more, a while before it lapses; true where it does. Once a generation; not where the
    /// person mailed the draft or the mail never arrived, and not where the link never lived longer than that while.
    /// </summary>
    public bool Remind(TimeSpan before, DateTimeOffset now)
    {
        var due =
            RemindedGeneration != Generation
            && Sender is InvitationSender.System
            && SentAt is not null
            && StatusAt(now) is InvitationStatus.Sent or InvitationStatus.Viewed
            && now >= ExpiresAt - before;
        if (!due)
        {
            return false;
        }

        RemindedGeneration = Generation;
        if (ExpiresAt - LinkIssuedAt <= before)
        {
            return false;
        }

        Raise(new InvitationReminded(Id, Kind, InviterId, IndirectProviderId, Generation, now));
        return true;
    }

    /// <summary>R81: somebody went on from the link (a POST). Harmless when repeated, and in every other state.</summary>
    public void View(DateTimeOffset now)
    {
        if (HasLapsed(now) || !InvitationStates.Allows(Status, InvitationStatus.Viewed))
        {
            return;
        }

        Status = InvitationStatus.Viewed;
        ViewedAt = now;
        Raise(new InvitationViewed(Id, Kind, InviterId, IndirectProviderId, now));
    }

    /// <summary>Whoever holds the link may say no.</summary>
    public Outcome Decline(DateTimeOffset now)
    {
        if (RefuseAnswer(now) is { } refusal)
        {
            return refusal;
        }

        Close(InvitationStatus.Declined, now);
        Raise(new InvitationDeclined(Id, Kind, InviterId, IndirectProviderId, now));
        return Outcome.Done;
    }

    /// <summary>Final, and in the way of no new invitation (R82).</summary>
    public Outcome Revoke(DateTimeOffset now)
    {
        if (!InvitationStates.Allows(Status, InvitationStatus.Revoked))
        {
            return new IllegalInvitationTransition(Status, InvitationStatus.Revoked);
        }

        Close(InvitationStatus.Revoked, now);
        Raise(new InvitationWasRevoked(Id, Kind, InviterId, IndirectProviderId, now));
        return Outcome.Done;
    }

    /// <summary>Notes that the clock ran out; true where it did just now.</summary>
    public bool Lapse(DateTimeOffset now)
    {
        if (!HasLapsed(now))
        {
            return false;
        }

        Close(InvitationStatus.Expired, now);
        var unanswered = Sender is InvitationSender.System && SentAt is not null;
        Raise(new InvitationLapsed(Id, Kind, InviterId, IndirectProviderId, unanswered, now));
        return true;
    }

    /// <summary>R82: a new link, the clock starts again, the old link stops working; the worker mails it.</summary>
    public Outcome Resend(LinkKey key, LinkPolicy policy, DateTimeOffset now)
    {
        var status = StatusAt(now);
        if (status is InvitationStatus.Draft || !InvitationStates.Allows(status, InvitationStatus.Queued))
        {
            return new IllegalInvitationTransition(status, InvitationStatus.Queued);
        }

        var allowedAt = LinkIssuedAt + policy.ResendCoolDown;
        if (now < allowedAt)
        {
            return new ResendTooSoon(allowedAt);
        }

        IssueLink(key, policy, now);
        Status = InvitationStatus.Queued;
        Sender = InvitationSender.System;
        (SentAt, ViewedAt, ClosedAt) = (null, null, null);
        AskForMail(now);
        return Outcome.Done;
    }

    /// <summary>What an answer meets that comes too late, by state (R82); null: it comes in time.</summary>
    public Refusal? RefuseAnswer(DateTimeOffset now) =>
        StatusAt(now) switch
        {
            InvitationStatus.Draft or InvitationStatus.Queued or InvitationStatus.Sent or InvitationStatus.Viewed =>
                null,
            InvitationStatus.Accepted => new InvitationAlreadyAccepted(),
            InvitationStatus.Declined => new InvitationAlreadyDeclined(),
            InvitationStatus.Expired => new InvitationExpired(ExpiresAt),
            InvitationStatus.Revoked => new InvitationRevoked(),
        };

    /// <summary>A draft is sent or done once; that its link was opened meanwhile does not matter.</summary>
    private Outcome? RefuseDraftStep(InvitationStatus to, DateTimeOffset now)
    {
        var status = StatusAt(now);
        if (status is InvitationStatus.Expired)
        {
            return new InvitationExpired(ExpiresAt);
        }

        var unsent = Sender is null && status is InvitationStatus.Draft or InvitationStatus.Viewed;
        return unsent ? null : Outcome.Refused(new IllegalInvitationTransition(status, to));
    }

    private void Close(InvitationStatus status, DateTimeOffset now)
    {
        Status = status;
        ClosedAt = now;
    }

    private static IEnumerable<Refusal> Refused(Refusal? refusal) => refusal is null ? [] : [refusal];
}
