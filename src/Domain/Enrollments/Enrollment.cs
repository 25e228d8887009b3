using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.Enrollments;

/// <summary>An indirect reseller's way into the program (R8 to R31): the draft, and what is known of it.</summary>
/// <remarks>The steps of the way stand in <c>EnrollmentProgress.cs</c>.</remarks>
public sealed partial class Enrollment : EventSource
{
    private readonly List<EnrollmentTransition> _history = [];

    private Enrollment() { }

    public EnrollmentId Id { get; private set; }
    public OrganizationId OrganizationId { get; private set; }

    /// <summary>The enroller, who is made global admin and admin agent at the good end.</summary>
    public UserId StartedBy { get; private set; }
    public EnrollmentStatus Status { get; private set; }

    /// <summary>R10: the organization was in the program before; it owes its support contact only.</summary>
    public bool AlreadyInProgram { get; private set; }
    public MembershipProfile? MembershipProfile { get; private set; }
    public string? LegalName { get; private set; }
    public Address? Address { get; private set; }
    public Contact? PrimaryContact { get; private set; }
    public SupportContact? SupportContact { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>The address that was proven last; another contact's address needs a proof of its own.</summary>
    public EmailAddress? VerifiedEmail { get; private set; }
    public DateTimeOffset? VerifiedAt { get; private set; }

    /// <summary>0: no link was ever made.</summary>
    public int LinkGeneration { get; private set; }
    public byte[]? LinkSecretHash { get; private set; }
    public DateTimeOffset? LinkIssuedAt { get; private set; }
    public DateTimeOffset? LinkExpiresAt { get; private set; }
    public DateTimeOffset? LinkUsedAt { get; private set; }
    public IReadOnlyList<EnrollmentTransition> History => _history;

    public bool IsOpen => !EnrollmentStates.IsFinal(Status);

    /// <summary>Complete only with all its parts.</summary>
    public LegalProfile? LegalProfile => LegalProfile.WhenComplete(LegalName, Address, PrimaryContact);

    /// <summary>When the present contact's address was proven; null while it is not.</summary>
    public DateTimeOffset? ContactEmailVerifiedAt => ContactVerified ? VerifiedAt : null;

    private bool ContactVerified => VerifiedEmail is not null && VerifiedEmail == PrimaryContact?.Email;

    /// <summary>R9, or R10 for the fast path.</summary>
    public IReadOnlyList<EnrollmentStep> Missing() =>
        EnrollmentSteps.Missing(MembershipProfile, AlreadyInProgram, LegalProfile, SupportContact);

    /// <summary>R25.</summary>
    public ReviewFacts Review() =>
        ReviewFacts.Of(MembershipProfile, AlreadyInProgram, ContactVerified ? VerifiedEmail : null);

    /// <summary>R8, R11, R19: a draft, filled with what is known of the organization.</summary>
    /// <param name="newest">The organization's newest enrollment so far.</param>
    public static Outcome<Enrollment> Start(
        EnrollmentId id,
        Organization organization,
        User by,
        Enrollment? newest,
        DateTimeOffset now
    )
    {
        if (!by.Roles.IsGlobalAdmin)
        {
            return new GlobalAdminRequired();
        }

        if (organization.Kind is not OrganizationKind.IndirectReseller)
        {
            return new OnlyResellersEnroll();
        }

        if (newest is { IsOpen: true } or { Status: EnrollmentStatus.Approved })
        {
            return new EnrollmentExists(newest.Status);
        }

        var enrollment = new Enrollment
        {
            Id = id,
            OrganizationId = organization.Id,
            StartedBy = by.Id,
            Status = EnrollmentStatus.Draft,
            AlreadyInProgram = organization.IsApproved,
            LegalName = organization.LegalProfile?.LegalName ?? organization.Name,
            Address = organization.LegalProfile?.Address,
            PrimaryContact = organization.LegalProfile?.PrimaryContact,
            SupportContact = organization.SupportContact,
            CreatedAt = now,
        };
        enrollment.Record(null, EnrollmentStatus.Draft, by.AsActor(), null, now);
        return enrollment;
    }

    /// <summary>R13 to R18: exactly one profile; what belongs to it moves to the organization at once.</summary>
    /// <param name="linkedTo">The organization that has this MPN ID already; null: nobody.</param>
    public Outcome ChooseMembershipProfile(
        MembershipProfile profile,
        Organization organization,
        OrganizationId? linkedTo
    )
    {
        if (Status is not (EnrollmentStatus.Draft or EnrollmentStatus.ActionRequired))
        {
            return new EnrollmentNotEditable(Status);
        }

        if (!profile.Active)
        {
            return new MpnProfileInactive(profile.MpnId).At("mpnId");
        }

        if (profile.Country != organization.Country)
        {
            return new MpnCountryMismatch(profile.MpnId, profile.Country.Value, organization.Country.Value).At("mpnId");
        }

        if (linkedTo is { } other && other != OrganizationId)
        {
            return new MpnAlreadyLinked(profile.MpnId).At("mpnId");
        }

        MembershipProfile = profile;
        organization.LinkMembership(profile);
        return Outcome.Done;
    }

    /// <summary>R17, R18: weeks may pass between the choice and the approval, and the profile has to be good at the end as well.</summary>
    /// <param name="present">The chosen profile as the registry has it now; null: no longer.</param>
    public Outcome CheckMembership(MembershipProfile? present, Organization organization)
    {
        if (MembershipProfile is not { } chosen)
        {
            return Outcome.Done;
        }

        if (present is not { Active: true })
        {
            return new MpnProfileInactive(chosen.MpnId);
        }

        return present.Country == organization.Country
            ? Outcome.Done
            : new MpnCountryMismatch(chosen.MpnId, present.Country.Value, organization.Country.Value);
    }

    /// <summary>
    /// R19 to R22. While an address waits for its proof it can still be corrected: the mail then goes to the new address
    /// with a new link, and the old link stops working. Each correction mails somebody who did not ask for it, so it has the cool-down of sending again.
    /// </summary>
    public Outcome Update(
        EnrollmentChanges changes,
        WebMailDomains webMail,
        LinkKey key,
        LinkPolicy policy,
        DateTimeOffset now
    )
    {
        if (!IsOpen || Status is EnrollmentStatus.InReview)
        {
            return new EnrollmentNotEditable(Status);
        }

        var refusals = changes.Check(webMail);
        if (refusals.Count > 0)
        {
            return Outcome.Refused(refusals);
        }

        var isMailed =
            Status is EnrollmentStatus.AwaitingEmailVerification
            && changes.PrimaryContact is { } contact
            && contact.Email != PrimaryContact?.Email;
        if (isMailed && LinkIssuedAt + policy.ResendCoolDown is { } allowedAt && now < allowedAt)
        {
            return new ResendTooSoon(allowedAt).At("primaryContact", "email");
        }

        LegalName = changes.LegalName?.Trim() ?? LegalName;
        Address = changes.Address ?? Address;
        PrimaryContact = changes.PrimaryContact ?? PrimaryContact;
        SupportContact = changes.SupportContact ?? SupportContact;
        if (isMailed)
        {
            IssueLink(key, policy, now);
        }

        return Outcome.Done;
    }
}
