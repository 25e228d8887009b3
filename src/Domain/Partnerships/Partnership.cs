using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;

namespace PartnerGraph.Domain.Partnerships;

public enum PartnershipStatus
{
    Active,
    Ended,
}

/// <summary>A reseller's authorization of an indirect provider (R46 to R54), with its two grants.</summary>
public sealed class Partnership : EventSource
{
    private Partnership() { }

    public PartnershipId Id { get; private set; }
    public OrganizationId ProviderId { get; private set; }
    public OrganizationId ResellerId { get; private set; }
    public PartnershipStatus Status { get; private set; }
    public DateTimeOffset EstablishedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Grant A (R51): orders and new subscriptions for the reseller's customers.</summary>
    public bool OrderingGranted { get; private set; }

    /// <summary>Grant B (R52): administrator access to the reseller's account.</summary>
    public bool AdministrationGranted { get; private set; }

    public bool IsActive => Status is PartnershipStatus.Active;

    public static Partnership Establish(
        PartnershipId id,
        OrganizationId provider,
        OrganizationId reseller,
        DateTimeOffset now
    )
    {
        if (provider == reseller)
        {
            throw new ArgumentException("An organization is no partner of itself.", nameof(reseller));
        }

        var partnership = new Partnership
        {
            Id = id,
            ProviderId = provider,
            ResellerId = reseller,
            Status = PartnershipStatus.Active,
            EstablishedAt = now,
            OrderingGranted = true,
            AdministrationGranted = true,
        };
        partnership.Raise(new PartnershipEstablished(id, provider, reseller, now));
        return partnership;
    }

    public bool Concerns(OrganizationId organization) => organization == ProviderId || organization == ResellerId;

    /// <summary>R53: grant B alone, by the reseller alone; partnership and ordering stay.</summary>
    public Outcome RemoveAdministration(OrganizationId by, DateTimeOffset now)
    {
        if (by != ResellerId)
        {
            return new NotFound();
        }

        if (!IsActive)
        {
            return new PartnershipNotActive();
        }

        if (!AdministrationGranted)
        {
            return Outcome.Done;
        }

        AdministrationGranted = false;
        Raise(new PartnershipAdministrationRemoved(Id, ProviderId, ResellerId, now));
        return Outcome.Done;
    }

    /// <summary>Either side may end it; the grants go with it.</summary>
    public Outcome End(OrganizationId by, DateTimeOffset now)
    {
        if (!Concerns(by))
        {
            return new NotFound();
        }

        if (!IsActive)
        {
            return new PartnershipNotActive();
        }

        Status = PartnershipStatus.Ended;
        EndedAt = now;
        OrderingGranted = false;
        AdministrationGranted = false;
        Raise(new PartnershipEnded(Id, ProviderId, ResellerId, by, now));
        return Outcome.Done;
    }

    /// <summary>
    /// R52: the provider's global admins act in the reseller's organization as a user management admin would; never as more.
    /// </summary>
    public Outcome<Roles> ActFor(OrganizationId by, Roles actor)
    {
        if (by != ProviderId || !IsActive)
        {
            return new NotFound();
        }

        if (!AdministrationGranted || !actor.IsGlobalAdmin)
        {
            return new AdministrationNotGranted();
        }

        return new Roles(AgentRole.NotAnAgent, AdminRole.UserManagementAdmin);
    }

    /// <summary>The same, noted: both sides read who has begun to act.</summary>
    public Outcome<Roles> BeginActing(OrganizationId by, Roles actor, UserId user, DateTimeOffset now)
    {
        var outcome = ActFor(by, actor);
        if (outcome.IsSuccess)
        {
            Raise(new PartnershipActingBegan(Id, ProviderId, ResellerId, user, now));
        }

        return outcome;
    }

    /// <summary>A new authorization by the same reseller: what it had taken back is granted again.</summary>
    internal void GrantAgain() => (OrderingGranted, AdministrationGranted) = (true, true);
}
