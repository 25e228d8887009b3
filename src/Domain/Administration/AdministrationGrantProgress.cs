using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Administration;

/// <summary>What becomes of a grant: the customer decides, either side ends it, and the clock does.</summary>
public sealed partial class AdministrationGrant
{
    /// <summary>The customer consents to what waits: the grant itself, or its extension.</summary>
    public Outcome Approve(OrganizationId by, DateTimeOffset now)
    {
        if (RefusePending(by, now) is { } refusal)
        {
            return refusal;
        }

        if (ExtensionDays is not { } extension)
        {
            Start(Days, now);
            Raise(new AdministrationApproved(Id, PartnerId, CustomerId, Days, now));
            return Outcome.Done;
        }

        ExtensionDays = null;
        if (now + TimeSpan.FromDays(extension) > ExpiresAt)
        {
            Start(extension, now);
        }

        Raise(new AdministrationExtended(Id, PartnerId, CustomerId, extension, now));
        return Outcome.Done;
    }

    /// <summary>The customer says no to what waits; a grant whose extension is declined goes on to its end.</summary>
    public Outcome Decline(OrganizationId by, DateTimeOffset now)
    {
        if (RefusePending(by, now) is { } refusal)
        {
            return refusal;
        }

        if (ExtensionDays is null)
        {
            Close(AdministrationGrantStatus.Declined, now);
        }

        ExtensionDays = null;
        Raise(new AdministrationDeclined(Id, PartnerId, CustomerId, now));
        return Outcome.Done;
    }

    /// <summary>The partner asks for more time; it begins with the customer's consent.</summary>
    public Outcome RequestExtension(OrganizationId by, int days, DateTimeOffset now)
    {
        if (by != PartnerId)
        {
            return new NotFound();
        }

        if (!IsActiveAt(now))
        {
            return new AdministrationNotActive(StatusAt(now));
        }

        if (CheckTerms(days, reason: null) is { } refusal)
        {
            return refusal;
        }

        if (now + TimeSpan.FromDays(days) <= ExpiresAt)
        {
            return new AdministrationNoLonger(ExpiresAt!.Value).At("days");
        }

        ExtensionDays = days;
        Raise(new AdministrationExtensionRequested(Id, PartnerId, CustomerId, days, now));
        return Outcome.Done;
    }

    /// <summary>Either side, at once; what was only asked for is withdrawn by the partner.</summary>
    public Outcome End(OrganizationId by, DateTimeOffset now)
    {
        if (!Concerns(by))
        {
            return new NotFound();
        }

        switch (StatusAt(now))
        {
            case AdministrationGrantStatus.Active:
                Close(AdministrationGrantStatus.Ended, now);
                break;
            case AdministrationGrantStatus.Requested when by == PartnerId:
                Close(AdministrationGrantStatus.Withdrawn, now);
                break;
            default:
                return new AdministrationNotActive(StatusAt(now));
        }

        Raise(new AdministrationEnded(Id, PartnerId, CustomerId, by, now));
        return Outcome.Done;
    }

    /// <summary>With the relationship it stands on; nothing where it is over already.</summary>
    public void EndWithRelationship(OrganizationId by, DateTimeOffset now)
    {
        if (Status is not (AdministrationGrantStatus.Active or AdministrationGrantStatus.Requested))
        {
            return;
        }

        Close(
            Status is AdministrationGrantStatus.Active
                ? AdministrationGrantStatus.Ended
                : AdministrationGrantStatus.Withdrawn,
            now
        );
        Raise(new AdministrationEnded(Id, PartnerId, CustomerId, by, now));
    }

    /// <summary>Notes that the clock ran out, or gives the one warning that is due; false where there is nothing to do.</summary>
    public bool LookAtClock(DateTimeOffset now)
    {
        if (Status is not AdministrationGrantStatus.Active || ExpiresAt is not { } end)
        {
            return false;
        }

        if (now >= end)
        {
            Close(AdministrationGrantStatus.Expired, now);
            Raise(new AdministrationExpired(Id, PartnerId, CustomerId, now));
            return true;
        }

        if (ExpiryWarnings.For(end - now) is not { } due || WarnedDays <= due)
        {
            return false;
        }

        WarnedDays = due;
        Raise(new AdministrationExpiring(Id, PartnerId, CustomerId, due, now));
        return true;
    }

    private void Close(AdministrationGrantStatus status, DateTimeOffset now)
    {
        Status = status;
        ClosedAt = now;
        ExtensionDays = null;
    }

    private Refusal? RefusePending(OrganizationId by, DateTimeOffset now)
    {
        if (by != CustomerId)
        {
            return new NotFound();
        }

        return WaitsAt(now) ? null : new AdministrationNotWaiting(StatusAt(now));
    }
}
