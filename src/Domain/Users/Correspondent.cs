using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Domain.Users;

/// <summary>A user who is told something by mail.</summary>
public sealed record Correspondent(UserId User, EmailAddress Email);
