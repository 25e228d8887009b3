using PartnerGraph.Domain.Ids;

namespace PartnerGraph.Domain.Users;

/// <summary>Who did it, as history shows it: a name that stays readable, and the user behind it where there is one.</summary>
public sealed record Actor(string Name, UserId? User)
{
    /// <summary>Background work: nobody's decision.</summary>
    public static readonly Actor System = new("PartnerGraph", null);
}
