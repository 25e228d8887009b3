namespace PartnerGraph.Persistence.Sessions;

/// <summary>How long the tokens of a session live.</summary>
public sealed record SessionLifetimes(TimeSpan Access, TimeSpan Refresh)
{
    public static SessionLifetimes Default { get; } = new(TimeSpan.FromMinutes(30), TimeSpan.FromDays(14));
}
