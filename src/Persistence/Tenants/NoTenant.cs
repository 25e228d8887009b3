using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.ServiceHealth;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Memberships;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Sessions;

namespace PartnerGraph.Persistence.Tenants;

/// <summary>The entities that no tenant owns, each with the reason. What is neither filtered nor here does not start.</summary>
public static class NoTenant
{
    public static FrozenDictionary<Type, string> Reasons { get; } =
        new Dictionary<Type, string>
        {
            [typeof(Account)] =
                "A person's account belongs to the person, who may be a member of several organizations.",
            [typeof(IdentityUserLogin<PersonId>)] = "An outside login belongs to the person's account.",
            [typeof(Session)] =
                "A session is found by its secret before the tenant is known: it is what tells the tenant.",
            [typeof(AccessLookup)] = "Filters look through it; nothing else can name it.",
            [typeof(PartnershipLookup)] = "Filters look through it; nothing else can name it.",
            [typeof(Offer)] = "The catalog of offers is the operator's, and the same for everybody.",
            [typeof(Suppression)] = "A mailbox that does not exist does so for everybody; the row holds a hash alone.",
            [typeof(MonitoredService)] = "How a service is, the operator tells everybody alike.",
            [typeof(ServiceIncident)] = "What is told of an incident is the same for everybody.",
            [typeof(MembershipAccount)] =
                "The membership registry belongs to the operator and is read through IMembershipRegistry only.",
            [typeof(MembershipRow)] =
                "The membership registry belongs to the operator and is read through IMembershipRegistry only.",
        }.ToFrozenDictionary();
}
