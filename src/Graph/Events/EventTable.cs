using System.Collections.Frozen;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Graph.Access;
using PartnerGraph.Persistence.Events;
using static PartnerGraph.Graph.Access.PermissionName;

namespace PartnerGraph.Graph.Events;

/// <summary>
/// Which stored events can be followed, as what, and by whom: a kind is one line here and one value in the schema. A name that stands
/// neither here nor among the untold is found by a test.
/// </summary>
public static class EventTable
{
    public static readonly IReadOnlyList<EventEntry> All =
    [
        new(EventKind.InvitationSent, EventNames.InvitationSent, ViewInvitations, FollowedInvitation.Of),
        new(EventKind.InvitationViewed, EventNames.InvitationViewed, ViewInvitations, FollowedInvitation.Of),
        new(EventKind.InvitationAccepted, EventNames.InvitationAccepted, ViewInvitations, FollowedInvitation.Of),
        new(EventKind.InvitationDeclined, EventNames.InvitationDeclined, ViewInvitations, FollowedInvitation.Of),
        new(
            EventKind.InvitationDeliveryFailed,
            EventNames.InvitationDeliveryFailed,
            ViewInvitations,
            FollowedInvitation.Of
        ),
        new(EventKind.InvitationReminded, EventNames.InvitationReminded, ViewInvitations, FollowedInvitation.Of),
        new(EventKind.InvitationExpired, EventNames.InvitationExpired, ViewInvitations, FollowedInvitation.Of),
        new(EventKind.InvitationRevoked, EventNames.InvitationRevoked, ViewInvitations, FollowedInvitation.Of),
        new(EventKind.PartnershipEstablished, EventNames.PartnershipEstablished, ViewPartners, FollowedPartnership.Of),
        new(EventKind.PartnershipActingBegan, EventNames.PartnershipActingBegan, ViewPartners, FollowedPartnership.Of),
        new(
            EventKind.PartnershipAdministrationRemoved,
            EventNames.PartnershipAdministrationRemoved,
            ViewPartners,
            FollowedPartnership.Of
        ),
        new(EventKind.PartnershipEnded, EventNames.PartnershipEnded, ViewPartners, FollowedPartnership.Of),
        new(EventKind.EnrollmentStatusChanged, EventNames.EnrollmentStatusChanged, ReadAccount, FollowedEnrollment.Of),
        new(
            EventKind.CustomerRelationshipEstablished,
            EventNames.CustomerAccessGranted,
            ViewCustomer,
            FollowedRelationship.Of
        ),
        new(EventKind.CustomerRelationshipEnded, EventNames.CustomerAccessEnded, ViewCustomer, FollowedRelationship.Of),
        new(EventKind.AdministrationRequested, EventNames.AdministrationRequested, ViewCustomer, FollowedGrant.Of),
        new(EventKind.AdministrationGranted, EventNames.AdministrationGranted, ViewCustomer, FollowedGrant.Of),
        new(EventKind.AdministrationApproved, EventNames.AdministrationApproved, ViewCustomer, FollowedGrant.Of),
        new(EventKind.AdministrationDeclined, EventNames.AdministrationDeclined, ViewCustomer, FollowedGrant.Of),
        new(
            EventKind.AdministrationExtensionRequested,
            EventNames.AdministrationExtensionRequested,
            ViewCustomer,
            FollowedGrant.Of
        ),
        new(EventKind.AdministrationExtended, EventNames.AdministrationExtended, ViewCustomer, FollowedGrant.Of),
        new(EventKind.AdministrationExpiring, EventNames.AdministrationExpiring, ViewCustomer, FollowedGrant.Of),
        new(EventKind.AdministrationExpired, EventNames.AdministrationExpired, ViewCustomer, FollowedGrant.Of),
        new(EventKind.AdministrationEnded, EventNames.AdministrationEnded, ViewCustomer, FollowedGrant.Of),
        new(EventKind.AdministrationActingBegan, EventNames.AdministrationActingBegan, ViewCustomer, FollowedGrant.Of),
        new(EventKind.OrderSubmitted, EventNames.OrderSubmitted, ViewCustomer, FollowedOrder.Of),
        new(
            EventKind.SubscriptionQuantityChanged,
            EventNames.SubscriptionQuantityChanged,
            ViewCustomer,
            FollowedSubscription.Of
        ),
        new(EventKind.SubscriptionSuspended, EventNames.SubscriptionSuspended, ViewCustomer, FollowedSubscription.Of),
        new(
            EventKind.SubscriptionReactivated,
            EventNames.SubscriptionReactivated,
            ViewCustomer,
            FollowedSubscription.Of
        ),
        new(EventKind.SubscriptionCancelled, EventNames.SubscriptionCancelled, ViewCustomer, FollowedSubscription.Of),
        new(EventKind.LicenseAssigned, EventNames.LicenseAssigned, ViewCustomer, FollowedLicense.Of),
        new(EventKind.LicenseUnassigned, EventNames.LicenseUnassigned, ViewCustomer, FollowedLicense.Of),
        new(
            EventKind.ServiceRequestChanged,
            EventNames.ServiceRequestChanged,
            FollowServiceRequests,
            FollowedServiceRequest.Of
        ),
        new(
            EventKind.SupportTicketChanged,
            EventNames.SupportTicketChanged,
            FollowSupportTickets,
            FollowedSupportTicket.Of
        ),
        new(EventKind.LeadChanged, EventNames.LeadChanged, ManageLeads, FollowedLead.Of),
    ];

    private const string Instruction = "It tells the worker to mail a link; what came of it has events of its own.";
    private const string Mailed = "It is about the way events are told, and told by mail.";
    private const string OwnPeople = "Users and their roles are the organization's own doing and not for integrations.";

    /// <summary>Stored, and not to be followed, each with the reason.</summary>
    public static readonly FrozenDictionary<string, string> Untold = new Dictionary<string, string>
    {
        [EventNames.EnrollmentVerificationRequested] = Instruction,
        [EventNames.PersonLinkRequested] = Instruction,
        [EventNames.PartnershipInvited] = Instruction,
        [EventNames.CustomerInvited] = Instruction,
        [EventNames.OrganizationProfileChanged] =
            "It records who changed the organization's own profile, which only its own global admins do.",
        [EventNames.WebhookFailing] = Mailed,
        [EventNames.WebhookStopped] = Mailed,
        [EventNames.UserAdded] = OwnPeople,
        [EventNames.UserRolesChanged] = OwnPeople,
        [EventNames.UserDeactivated] = OwnPeople,
        [EventNames.UserReactivated] = OwnPeople,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<EventKind, EventEntry> ByKind = All.ToFrozenDictionary(entry =>
        entry.Kind
    );

    private static readonly FrozenDictionary<string, EventEntry> ByName = All.ToFrozenDictionary(
        entry => entry.Name,
        StringComparer.Ordinal
    );

    public static EventEntry Of(EventKind kind) => ByKind[kind];

    /// <summary>Null for a name that cannot be followed.</summary>
    public static EventEntry? Find(string name) => ByName.GetValueOrDefault(name);
}

/// <param name="Kind">As clients name it.</param>
/// <param name="Name">As it is stored: the stable name.</param>
/// <param name="Needs">What a caller must be allowed to be told: a value of the schema's Permission.</param>
/// <param name="Read">From the stored facts to the family of events that shows them.</param>
public sealed record EventEntry(
    EventKind Kind,
    string Name,
    PermissionName Needs,
    Func<StoredEvent, EventKind, FollowedEvent> Read
)
{
    /// <summary>An API token follows by the scope for events.</summary>
    public Permission Follow { get; } = PermissionTable.Of(Needs, ApiScope.Events);

    public FollowedEvent Of(StoredEvent stored) => Read(stored, Kind);
}
