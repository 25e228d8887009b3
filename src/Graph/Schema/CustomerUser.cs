using PartnerGraph.Persistence.Users;

namespace PartnerGraph.Graph.Schema;

/// <summary>A user of a customer, as a partner sees it: named by customers, subscriptions and <c>node(id:)</c> alike.</summary>
public sealed record CustomerUser(UserRow Row);
