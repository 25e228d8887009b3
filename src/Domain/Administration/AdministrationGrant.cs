using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Administration;

/// <summary>What a customer delegates; each scope is granted and ended on its own.</summary>
public enum AdministrationScope
{
    /// <summary>Orders, subscriptions and licenses.</summary>
    Ordering,

    /// <summary>The customer's users and its account.</summary>
    Administration,
}

public enum AdministrationGrantStatus
{
    Requested,
    Active,
    Declined,
    Withdrawn,
    Ended,
    Expired,
}

/// <summary>
/// A customer's delegation to a partner that serves it (R72): asked for by an admin agent, approved by the customer, from 1 day to 2 years,
/// and longer only with the customer's consent. Accepting a reseller's invitation gives one with both scopes for the longest time.
/// </summary>
public sealed partial class AdministrationGrant : EventSource
{
    public const int ShortestDays = 1;
    public const int LongestDays = 730;

    private AdministrationGrant() { }

    public AdministrationGrantId Id { get; private set; }
    public OrganizationId PartnerId { get; private set; }
    public OrganizationId CustomerId { get; private set; }
    public bool Ordering { get; private set; }
    public bool Administration { get; private set; }
    public AdministrationGrantStatus Status { get; private set; }

    /// <summary>For how long it was asked.</summary>
    public int Days { get; private set; }
    public string? Reason { get; private set; }

    /// <summary>The partner's user who asked; null where it came with the acceptance of an invitation.</summary>
    public UserId? RequestedBy { get; private set; }
    public DateTimeOffset RequestedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>Of an active one, and where it had been active.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>Declined, withdrawn, ended or expired.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Days that the partner asks for from the day of consent on; null: no extension waits.</summary>
    public int? ExtensionDays { get; private set; }

    /// <summary>The last warning that was given, in days before the end; null: none yet.</summary>
    public int? WarnedDays { get; private set; }

    /// <summary>Of the link to what waits; every new wish has a new one.</summary>
    public int LinkGeneration { get; private set; }

    /// <summary>SHA-256 of the link's secret; null where no link was made.</summary>
    public byte[]? LinkSecretHash { get; private set; }
    public DateTimeOffset? LinkExpiresAt { get; private set; }

    public IReadOnlyList<AdministrationScope> Scopes =>
        [
            .. Ordering ? [AdministrationScope.Ordering] : Array.Empty<AdministrationScope>(),
            .. Administration ? [AdministrationScope.Administration] : Array.Empty<AdministrationScope>(),
        ];

    /// <summary>A clock that ran out counts before anybody has noted it.</summary>
    public AdministrationGrantStatus StatusAt(DateTimeOffset now) =>
        Status is AdministrationGrantStatus.Active && now >= ExpiresAt ? AdministrationGrantStatus.Expired : Status;

    public bool IsActiveAt(DateTimeOffset now) => StatusAt(now) is AdministrationGrantStatus.Active;

    public bool Concerns(OrganizationId organization) => organization == PartnerId || organization == CustomerId;

    /// <summary>R43: asked for by an admin agent of a partner that serves the customer.</summary>
    /// <param name="existing">All grants between the two.</param>
    public static Outcome<AdministrationGrant> Request(
        AdministrationGrantId id,
        OrganizationId partner,
        OrganizationId customer,
        IReadOnlyCollection<AdministrationScope> scopes,
        int days,
        string? reason,
        UserId by,
        IEnumerable<AdministrationGrant> existing,
        DateTimeOffset now
    )
    {
        if (scopes.Count == 0)
        {
            return new ValueRequired().At("scopes");
        }

        if (CheckTerms(days, reason) is { } refusal)
        {
            return refusal;
        }

        if (existing.Any(one => one.Status is AdministrationGrantStatus.Requested))
        {
            return new AdministrationAskedAlready();
        }

        var grant = new AdministrationGrant
        {
            Id = id,
            PartnerId = partner,
            CustomerId = customer,
            Ordering = scopes.Contains(AdministrationScope.Ordering),
            Administration = scopes.Contains(AdministrationScope.Administration),
            Status = AdministrationGrantStatus.Requested,
            Days = days,
            Reason = reason?.Trim(),
            RequestedBy = by,
            RequestedAt = now,
        };
        grant.Raise(new AdministrationRequested(id, partner, customer, days, now));
        return grant;
    }

    /// <summary>R72: what the acceptance of a reseller's invitation gives.</summary>
    public static AdministrationGrant ByAcceptance(
        AdministrationGrantId id,
        OrganizationId reseller,
        OrganizationId customer,
        DateTimeOffset now
    )
    {
        var grant = new AdministrationGrant
        {
            Id = id,
            PartnerId = reseller,
            CustomerId = customer,
            Ordering = true,
            Administration = true,
            Days = LongestDays,
            RequestedAt = now,
        };
        grant.Start(LongestDays, now);
        grant.Raise(new AdministrationGranted(id, reseller, customer, LongestDays, now));
        return grant;
    }

    /// <summary>R52's way for a customer's account (R72): an admin agent of the partner manages the customer's users, never as more.</summary>
    public Outcome<Roles> ActFor(OrganizationId by, Roles actor, DateTimeOffset now)
    {
        if (by != PartnerId)
        {
            return new NotFound();
        }

        if (!Administration || !IsActiveAt(now))
        {
            return new NoAdministrationGrant();
        }

        return actor.Agent is AgentRole.AdminAgent
            ? new Roles(AgentRole.NotAnAgent, AdminRole.UserManagementAdmin)
            : new AdminAgentRequired();
    }

    /// <summary>The same, noted: both sides read who has begun to act.</summary>
    public Outcome<Roles> BeginActing(OrganizationId by, Roles actor, UserId user, DateTimeOffset now)
    {
        var outcome = ActFor(by, actor, now);
        if (outcome.IsSuccess)
        {
            Raise(new AdministrationActingBegan(Id, PartnerId, CustomerId, user, now));
        }

        return outcome;
    }

    private static Refusal? CheckTerms(int days, string? reason)
    {
        if (days is < ShortestDays or > LongestDays)
        {
            return new AdministrationDaysOutOfRange(ShortestDays, LongestDays).At("days");
        }

        return reason is null ? null : TextRules.Paragraphs(reason, TextRules.ReasonLength)?.At("reason");
    }

    private void Start(int days, DateTimeOffset now)
    {
        Status = AdministrationGrantStatus.Active;
        StartedAt ??= now;
        ExpiresAt = now + TimeSpan.FromDays(days);
        // A warning that would come at once warns nobody.
        WarnedDays = ExpiryWarnings.Days.Where(before => before >= days).Cast<int?>().Min();
    }
}

/// <summary>How many days before its end a grant's both sides are warned.</summary>
public static class ExpiryWarnings
{
    public static readonly IReadOnlyList<int> Days = [30, 7, 1];

    /// <summary>The warning for so little time left; null: none yet.</summary>
    public static int? For(TimeSpan left) => Days.Where(days => left <= TimeSpan.FromDays(days)).Cast<int?>().Min();
}
