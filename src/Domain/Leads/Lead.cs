using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.Leads;

/// <summary>How long a reseller has to answer an assigned lead.</summary>
public sealed record LeadPolicy(TimeSpan AnswerWithin)
{
    public static readonly LeadPolicy Default = new(TimeSpan.FromDays(7));
}

/// <summary>Who might become a customer, and what is known of them.</summary>
public sealed record Prospect(
    string Company,
    CountryCode Country,
    string ContactName,
    EmailAddress ContactEmail,
    string? Need
)
{
    /// <summary>Empty when nothing is wrong.</summary>
    internal IReadOnlyList<Refusal> Refuse() =>
        [
            .. Told(TextRules.Line(Company), "company"),
            .. Told(TextRules.Line(ContactName), "contactName"),
            .. Told(Need is null ? null : TextRules.Paragraphs(Need, TextRules.ReasonLength), "need"),
        ];

    private static Refusal[] Told(Refusal? refusal, string field) => refusal is null ? [] : [refusal.At(field)];
}

/// <summary>Who takes a step with a lead, for which organization, and whom that is mailed to.</summary>
public sealed record LeadStep(OrganizationId Organization, Actor By, IReadOnlyList<Correspondent> Correspondents);

/// <summary>
/// A possible customer (R43, R68): entered by the program or a provider, assigned by the provider to one of its resellers, and won when
/// that reseller invites it.
/// </summary>
public sealed class Lead : EventSource
{
    private readonly List<LeadTransition> _history = [];

    private Lead() { }

    public LeadId Id { get; private set; }

    /// <summary>A referral of the program, or the provider's own; the customer's source once it is won.</summary>
    public CustomerSource Source { get; private set; }
    public OrganizationId EnteredById { get; private set; }

    /// <summary>Who assigns it.</summary>
    public OrganizationId ProviderId { get; private set; }
    public string Company { get; private set; } = "";
    public CountryCode Country { get; private set; } = null!;
    public string ContactName { get; private set; } = "";
    public EmailAddress ContactEmail { get; private set; } = null!;
    public string? Need { get; private set; }
    public LeadStatus Status { get; private set; }

    /// <summary>To whom it was last assigned.</summary>
    public OrganizationId? ResellerId { get; private set; }

    /// <summary>The provider's user who assigned it, and hears what becomes of it.</summary>
    public UserId? AssignedBy { get; private set; }
    public DateTimeOffset? AssignedAt { get; private set; }

    /// <summary>Until when the reseller may answer.</summary>
    public DateTimeOffset? AnswerBy { get; private set; }

    /// <summary>What came of a won one.</summary>
    public InvitationId? InvitationId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }
    public IReadOnlyList<LeadTransition> History => _history;

    /// <param name="program">Whether the program enters it; else the provider itself does.</param>
    public static Outcome<Lead> Enter(
        LeadId id,
        Prospect prospect,
        OrganizationId provider,
        bool program,
        LeadStep step,
        DateTimeOffset now
    )
    {
        if (prospect.Refuse() is { Count: > 0 } refusals)
        {
            return Outcome.Refused<Lead>(refusals);
        }

        var lead = new Lead
        {
            Id = id,
            Source = program ? CustomerSource.ProgramReferral : CustomerSource.IndirectProvider,
            EnteredById = step.Organization,
            ProviderId = provider,
            Company = prospect.Company.Trim(),
            Country = prospect.Country,
            ContactName = prospect.ContactName.Trim(),
            ContactEmail = prospect.ContactEmail,
            Need = prospect.Need?.Trim(),
            CreatedAt = now,
        };
        lead.Record(null, LeadStatus.New, step, null, now);
        return lead;
    }

    /// <summary>What it is at this moment: a clock that ran out counts before anybody has noted it.</summary>
    public LeadStatus StatusAt(DateTimeOffset now) =>
        Status is LeadStatus.Assigned && now >= AnswerBy ? LeadStatus.Expired : Status;

    /// <summary>By the provider, to a reseller with whom it has an active partnership.</summary>
    public Outcome Assign(Partnership? partnership, LeadStep step, LeadPolicy policy, DateTimeOffset now)
    {
        if (step.Organization != ProviderId)
        {
            return new NotFound();
        }

        if (partnership is not { IsActive: true } || partnership.ProviderId != ProviderId)
        {
            return new NotFound().At("resellerId");
        }

        if (Refuse(LeadStatus.Assigned, now) is { } refusal)
        {
            return refusal;
        }

        Lapse([], now);
        (ResellerId, AssignedBy, AssignedAt) = (partnership.ResellerId, step.By.User, now);
        AnswerBy = now + policy.AnswerWithin;
        return Done(LeadStatus.Assigned, step, null, now);
    }

    public Outcome Accept(LeadStep step, DateTimeOffset now) =>
        OfReseller(step, LeadStatus.Accepted, now) ?? Done(LeadStatus.Accepted, step, null, now);

    /// <summary>It goes back to the provider.</summary>
    public Outcome Decline(string? reason, LeadStep step, DateTimeOffset now) =>
        OfReseller(step, LeadStatus.Declined, now)
        ?? Refused(reason is null ? null : ReasonGiven(reason))
        ?? Done(LeadStatus.Declined, step, reason, now);

    /// <summary>The reseller invites the customer.</summary>
    public Outcome Win(InvitationId invitation, LeadStep step, DateTimeOffset now)
    {
        if (OfReseller(step, LeadStatus.Won, now) is { } refused)
        {
            return refused;
        }

        InvitationId = invitation;
        return Done(LeadStatus.Won, step, null, now);
    }

    /// <summary>By whose turn it is: the reseller who works on it, or the provider while nobody does.</summary>
    public Outcome Lose(string reason, LeadStep step, DateTimeOffset now)
    {
        var turn = Status is LeadStatus.Accepted ? ResellerId : ProviderId;
        if (step.Organization != ResellerId && step.Organization != ProviderId)
        {
            return new NotFound();
        }

        var illegal =
            step.Organization == turn
                ? Refuse(LeadStatus.Lost, now)
                : new IllegalLeadTransition(StatusAt(now), LeadStatus.Lost);
        return Refused(illegal ?? ReasonGiven(reason)) ?? Done(LeadStatus.Lost, step, reason, now);
    }

    /// <summary>Notes that the reseller did not answer in time; false where nothing is to be noted.</summary>
    public bool Lapse(IReadOnlyList<Correspondent> told, DateTimeOffset now)
    {
        if (Status is not LeadStatus.Assigned || now < AnswerBy)
        {
            return false;
        }

        Done(LeadStatus.Expired, new LeadStep(ProviderId, Actor.System, told), null, now);
        return true;
    }

    private Outcome? OfReseller(LeadStep step, LeadStatus to, DateTimeOffset now) =>
        step.Organization != ResellerId ? new NotFound() : Refused(Refuse(to, now));

    private Refusal? Refuse(LeadStatus to, DateTimeOffset now)
    {
        var from = StatusAt(now);
        return LeadStates.Allows(from, to) ? null : new IllegalLeadTransition(from, to);
    }

    private static Outcome? Refused(Refusal? refusal) => refusal is null ? null : Outcome.Refused(refusal);

    private static Refusal? ReasonGiven(string? reason) =>
        TextRules.Paragraphs(reason, TextRules.ReasonLength)?.At("reason");

    private Outcome Done(LeadStatus to, LeadStep step, string? reason, DateTimeOffset now)
    {
        Record(Status, to, step, reason?.Trim(), now);
        return Outcome.Done;
    }

    private void Record(LeadStatus? from, LeadStatus to, LeadStep step, string? reason, DateTimeOffset now)
    {
        (Status, UpdatedAt) = (to, now);
        _history.Add(
            new LeadTransition(_history.Count + 1, from, to, now, step.By.Name, step.By.User, ResellerId, reason)
        );
        Raise(
            new LeadChanged(Id, EnteredById, ProviderId, ResellerId, from ?? LeadStatus.New, to, now)
            {
                Correspondents = step.Correspondents,
            }
        );
    }
}
