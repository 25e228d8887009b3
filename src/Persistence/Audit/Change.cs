using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.ServiceRequests;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Domain.Users;
using PartnerGraph.Domain.Webhooks;
using PartnerGraph.Persistence.Accounts;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Events;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Persistence.Sessions;
using PartnerGraph.Persistence.Webhooks;

namespace PartnerGraph.Persistence.Audit;

/// <summary>A changed row as the trail sees it: what it is of, whom it concerns, and which members changed.</summary>
/// <param name="Subject">Null for a row that has no id of its own for anybody outside.</param>
/// <param name="Rank">Of several changes of an act the lowest one is what the act was about.</param>
/// <param name="Concerned">The organizations whose account it is, or between which it stands.</param>
/// <param name="Customer">The customer among them.</param>
internal sealed record Change(
    NamedSubject? Subject,
    int Rank,
    IReadOnlyList<OrganizationId> Concerned,
    OrganizationId? Customer = null
)
{
    /// <summary>What stands behind anything that has a rank of its own.</summary>
    private const int Minor = 100;

    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Who signed in by it: for an act that began anonymously.</summary>
    public (UserId User, OrganizationId Organization)? SignedIn { get; init; }

    /// <summary>Something was changed that nobody reads by an id.</summary>
    public static Change OfNothingNamed { get; } = new(Subject: null, Minor, []);

    /// <summary>What a statement has changed, which no save tells of.</summary>
    public static Change ByStatement(string kind, Guid id, params IReadOnlyList<OrganizationId> concerned) =>
        new(new NamedSubject(kind, id), 50, concerned);

    public static IEnumerable<Change> Of(IEnumerable<EntityEntry> entries) =>
        entries
            .Where(entry =>
                entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
                && !entry.Metadata.IsOwned()
                && entry.Entity is not (OutboxMessage or StoredEvent)
            )
            .Select(entry => Of(entry) with { Fields = ChangedFields(entry) });

    private static Change Of(EntityEntry entry) =>
        entry.Entity switch
        {
            Order order => new Change(
                new NamedSubject("Order", order.Id.Value),
                10,
                [order.CustomerId, order.ResellerId, order.SubmittedById],
                order.CustomerId
            ),
            Invitation invitation => new Change(
                new NamedSubject("Invitation", invitation.Id.Value),
                20,
                ConcernedBy(invitation),
                invitation.CustomerId
            ),
            Enrollment enrollment => new Change(
                new NamedSubject("Enrollment", enrollment.Id.Value),
                30,
                [enrollment.OrganizationId]
            ),
            Partnership partnership => new Change(
                new NamedSubject("Partnership", partnership.Id.Value),
                40,
                [partnership.ProviderId, partnership.ResellerId]
            ),
            ServiceRequest request => new Change(
                new NamedSubject("ServiceRequest", request.Id.Value),
                45,
                [request.CustomerId, request.RequestedById, request.ResellerId],
                request.CustomerId
            ),
            Lead lead => new Change(
                new NamedSubject("Lead", lead.Id.Value),
                45,
                [lead.EnteredById, lead.ProviderId, .. Given(lead.ResellerId)]
            ),
            Organization organization => OfOrganization(organization),
            User user => new Change(new NamedSubject(NamedSubject.User, user.Id.Value), 70, [user.OrganizationId]),
            CustomerSubscription subscription => new Change(
                new NamedSubject(NamedSubject.Subscription, subscription.Id.Value),
                80,
                [subscription.CustomerId, subscription.ResellerId, subscription.OrderedById],
                subscription.CustomerId
            ),
            License license => new Change(
                new NamedSubject(NamedSubject.User, license.CustomerUserId.Value),
                85,
                [license.CustomerId],
                license.CustomerId
            ),
            CustomerAccess access => new Change(
                new NamedSubject(NamedSubject.Customer, access.CustomerId.Value),
                88,
                [access.OrganizationId, access.CustomerId, .. Given(access.ViaResellerId)],
                access.CustomerId
            ),
            Session { UserId: { } user, OrganizationId: { } organization } => new Change(
                new NamedSubject(NamedSubject.User, user.Value),
                90,
                [organization]
            )
            {
                SignedIn = (user, organization),
            },
            WebhookEndpoint endpoint => new Change(
                new NamedSubject("WebhookEndpoint", endpoint.Id.Value),
                92,
                [endpoint.OrganizationId]
            ),
            WebhookDelivery delivery => new Change(
                new NamedSubject(NamedSubject.WebhookDelivery, delivery.Id.Value),
                93,
                [delivery.OrganizationId]
            ),
            PersonLink link => new Change(
                link.UserId is { } person ? new NamedSubject(NamedSubject.User, person.Value) : null,
                95,
                [link.OrganizationId]
            ),
            Account or IdentityUserLogin<PersonId> or Session => OfNothingNamed,
            _ => OfAnyOther(entry),
        };

    private static Change OfOrganization(Organization organization)
    {
        var isCustomer = organization.Kind is OrganizationKind.Customer;
        var kind =
            isCustomer ? NamedSubject.Customer
            : organization.Kind is OrganizationKind.Operator ? "Operator"
            : "Partner";
        return new Change(
            new NamedSubject(kind, organization.Id.Value),
            60,
            [organization.Id],
            isCustomer ? organization.Id : null
        );
    }

    /// <summary>The provider of a joint invitation sees it as soon as it is more than a draft.</summary>
    private static List<OrganizationId> ConcernedBy(Invitation invitation) =>
        [
            invitation.InviterId,
            .. Given(invitation.Status is InvitationStatus.Draft ? null : invitation.IndirectProviderId),
            .. Given(invitation.CustomerId),
        ];

    /// <summary>A row of any other table belongs to its OrganizationId, and to its CustomerId where it has one.</summary>
    private static Change OfAnyOther(EntityEntry entry)
    {
        var customer = Organization(entry, "CustomerId");
        return new Change(
            SubjectOf(entry),
            50,
            [.. Given(Organization(entry, "OrganizationId")), .. Given(customer)],
            customer
        );
    }

    private static NamedSubject? SubjectOf(EntityEntry entry) =>
        entry.Metadata.FindPrimaryKey() is { Properties: [var key] }
        && ModelConventions.IsTypedId(key.ClrType)
        && entry.Property(key.Name).CurrentValue is { } id
            ? new NamedSubject(entry.Metadata.ClrType.Name, (Guid)key.GetValueConverter()!.ConvertToProvider(id)!)
            : null;

    private static OrganizationId? Organization(EntityEntry entry, string property) =>
        entry.Metadata.FindProperty(property) is null ? null : entry.Property(property).CurrentValue as OrganizationId?;

    private static IEnumerable<OrganizationId> Given(OrganizationId? id) => id is { } given ? [given] : [];

    /// <summary>Of a row that was there before; what a new one consists of is its own matter.</summary>
    private static IReadOnlyList<string> ChangedFields(EntityEntry entry) =>
        entry.State is EntityState.Modified
            ?
            [
                .. entry
                    .Properties.Where(property => property.IsModified && !property.Metadata.IsShadowProperty())
                    .Select(property => property.Metadata.Name)
                    // That a secret was made anew is told by its generation.
                    .Where(name => !name.EndsWith("Hash", StringComparison.Ordinal))
                    .Select(JsonNamingPolicy.CamelCase.ConvertName)
                    .Order(StringComparer.Ordinal),
            ]
            : [];
}
