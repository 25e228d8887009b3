using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.Enrollments;

/// <summary>The steps that change an enrollment's status.</summary>
public sealed partial class Enrollment
{
    /// <summary>
    /// "Enroll now" (R20), and again after the operator asked for something: then straight to the review, unless the
    /// contact's address is another one now.
    /// </summary>
    public Outcome Submit(Actor by, WebMailDomains webMail, LinkKey key, LinkPolicy policy, DateTimeOffset now)
    {
        var next =
            Status is EnrollmentStatus.ActionRequired && ContactVerified
                ? EnrollmentStatus.InReview
                : EnrollmentStatus.AwaitingEmailVerification;
        if (Status is not (EnrollmentStatus.Draft or EnrollmentStatus.ActionRequired))
        {
            return new IllegalEnrollmentTransition(Status, next);
        }

        List<Refusal> refusals =
        [
            .. Missing().Select(step => new StepMissing(step)),
            .. Checks.Where(ContactAddress.Check(PrimaryContact, webMail)),
        ];
        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        SubmittedAt = now;
        Move(next, by, null, now);
        if (next is EnrollmentStatus.AwaitingEmailVerification)
        {
            IssueLink(key, policy, now);
        }

        return Outcome.Done;
    }

    /// <summary>The secret that is mailed now; it is derived again for each mail.</summary>
    public LinkSecret LinkSecret(LinkKey key) => key.Derive(LinkPurpose.EnrollmentEmail, Id.Value, LinkGeneration);

    /// <summary>R23, R24: whoever holds the link confirms the sign-up and the address; only then the review goes on.</summary>
    public Outcome VerifyContactEmail(LinkSecret presented, DateTimeOffset now)
    {
        if (LinkSecretHash is null || !presented.Matches(LinkSecretHash))
        {
            return new LinkNotFound();
        }

        if (LinkUsedAt is not null)
        {
            return new LinkAlreadyUsed();
        }

        if (Status is not EnrollmentStatus.AwaitingEmailVerification)
        {
            return new LinkRevoked();
        }

        if (now >= LinkExpiresAt)
        {
            return new LinkExpired(LinkExpiresAt.Value);
        }

        LinkUsedAt = now;
        VerifiedAt = now;
        VerifiedEmail = PrimaryContact!.Email;
        Move(EnrollmentStatus.InReview, new Actor(PrimaryContact.FullName, null), null, now);
        return Outcome.Done;
    }

    /// <summary>A new link to the same address; the old one stops working.</summary>
    public Outcome ResendVerification(LinkKey key, LinkPolicy policy, DateTimeOffset now)
    {
        if (Status is not EnrollmentStatus.AwaitingEmailVerification)
        {
            return new NoVerificationPending(Status);
        }

        var allowedAt = LinkIssuedAt!.Value + policy.ResendCoolDown;
        if (now < allowedAt)
        {
            return new ResendTooSoon(allowedAt);
        }

        IssueLink(key, policy, now);
        return Outcome.Done;
    }

    /// <summary>The operator wants something changed, and says what.</summary>
    public Outcome RequestAction(Actor by, string reason, DateTimeOffset now) =>
        Refuse(EnrollmentStatus.ActionRequired, ReasonGiven(reason))
        ?? Done(EnrollmentStatus.ActionRequired, by, reason, now);

    /// <summary>The good end (R28): the organization enters the program with what it enrolled with.</summary>
    /// <param name="enroller">
    /// Becomes an admin agent (R29 to R31), if still the organization's global admin: who lost that meanwhile does not get it back by the approval.
    /// </param>
    public Outcome Approve(Actor by, string? reason, Organization organization, User enroller, DateTimeOffset now)
    {
        if (Refuse(EnrollmentStatus.Approved, reason is null ? null : ReasonGiven(reason)) is { } refused)
        {
            return refused;
        }

        organization.EnterProgram(LegalProfile!, SupportContact!, now);
        if (enroller is { InForce: true, Roles.IsGlobalAdmin: true })
        {
            enroller.BecomeEnroller(now);
        }

        return Done(EnrollmentStatus.Approved, by, reason, now);
    }

    public Outcome Reject(Actor by, string reason, Organization organization, DateTimeOffset now)
    {
        if (Refuse(EnrollmentStatus.Rejected, ReasonGiven(reason)) is { } refused)
        {
            return refused;
        }

        organization.ReleaseMembership();
        return Done(EnrollmentStatus.Rejected, by, reason, now);
    }

    /// <summary>From any open state.</summary>
    public Outcome Withdraw(Actor by, Organization organization, DateTimeOffset now)
    {
        if (Refuse(EnrollmentStatus.Withdrawn, null) is { } refused)
        {
            return refused;
        }

        organization.ReleaseMembership();
        return Done(EnrollmentStatus.Withdrawn, by, null, now);
    }

    private static Refusal? ReasonGiven(string? reason) =>
        TextRules.Paragraphs(reason, TextRules.ReasonLength)?.At("reason");

    /// <summary>The state first, then the input; null: nothing stands against it.</summary>
    private Outcome? Refuse(EnrollmentStatus to, Refusal? input)
    {
        var refusal = EnrollmentStates.Allows(Status, to) ? input : new IllegalEnrollmentTransition(Status, to);
        return refusal is null ? null : Outcome.Refused(refusal);
    }

    private Outcome Done(EnrollmentStatus to, Actor by, string? reason, DateTimeOffset now)
    {
        Move(to, by, reason, now);
        return Outcome.Done;
    }

    private void Move(EnrollmentStatus to, Actor by, string? reason, DateTimeOffset now)
    {
        var from = Status;
        Status = to;
        Record(from, to, by, reason?.Trim(), now);
        Raise(new EnrollmentStatusChanged(Id, OrganizationId, from, to, PrimaryContact is not null, now));
    }

    private void Record(EnrollmentStatus? from, EnrollmentStatus to, Actor by, string? reason, DateTimeOffset now) =>
        _history.Add(new EnrollmentTransition(_history.Count + 1, from, to, now, by.Name, by.User, reason));

    private void IssueLink(LinkKey key, LinkPolicy policy, DateTimeOffset now)
    {
        LinkGeneration++;
        LinkSecretHash = LinkSecret(key).Hash;
        LinkIssuedAt = now;
        LinkExpiresAt = now + policy.VerificationLifetime;
        LinkUsedAt = null;
        Raise(new EnrollmentVerificationRequested(Id, OrganizationId, LinkGeneration, now));
    }
}
