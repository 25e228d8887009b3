namespace PartnerGraph.Domain.Leads;

public enum LeadStatus
{
    /// <summary>With the provider, who has assigned it to nobody yet.</summary>
    New,

    /// <summary>A reseller is to answer.</summary>
    Assigned,
    Declined,

    /// <summary>The reseller did not answer in time.</summary>
    Expired,

    /// <summary>The reseller works on it.</summary>
    Accepted,

    /// <summary>It became an invitation to a customer.</summary>
    Won,
    Lost,
}

/// <summary>The whole state machine; every other change is an illegal transition.</summary>
public static class LeadStates
{
    public static bool Allows(LeadStatus from, LeadStatus to) =>
        to switch
        {
            LeadStatus.New => false,
            LeadStatus.Assigned => IsWithProvider(from),
            LeadStatus.Accepted or LeadStatus.Declined or LeadStatus.Expired => from is LeadStatus.Assigned,
            LeadStatus.Won => from is LeadStatus.Accepted,
            LeadStatus.Lost => from is LeadStatus.Accepted || IsWithProvider(from),
        };

    /// <summary>The provider decides what becomes of it.</summary>
    public static bool IsWithProvider(LeadStatus status) =>
        status is LeadStatus.New or LeadStatus.Declined or LeadStatus.Expired;
}
