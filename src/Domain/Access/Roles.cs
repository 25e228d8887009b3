namespace PartnerGraph.Domain.Access;

/// <summary>Rules what customer data and account information a user sees and changes (R41).</summary>
public enum AgentRole
{
    NotAnAgent,
    HelpdeskAgent,
    AdminAgent,
}

/// <summary>Rules the access to the features of the system (R42).</summary>
public enum AdminRole
{
    NotAnAdmin,
    UserManagementAdmin,
    GlobalAdmin,
}

/// <summary>Both levels of a user (R40); either may be none.</summary>
public readonly record struct Roles(AgentRole Agent, AdminRole Admin)
{
    public static readonly Roles None;

    public bool IsGlobalAdmin => Admin is AdminRole.GlobalAdmin;
}

/// <summary>What an integrator's token is for; it never reaches beyond its creator's roles.</summary>
public enum ApiScope
{
    Read,
    Write,
    Events,
}
