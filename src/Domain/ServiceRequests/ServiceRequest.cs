using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Subscriptions;
using PartnerGraph.Domain.SupportTickets;

namespace PartnerGraph.Domain.ServiceRequests;

/// <summary>What a service request is about.</summary>
/// <param name="SubscriptionId">Null where it is about none in particular.</param>
/// <param name="ProductFamily">Of the subscription: who may act on it hangs on that (R44).</param>
public sealed record RequestSubject(CustomerSubscriptionId? SubscriptionId, ProductFamily? ProductFamily)
{
    public static readonly RequestSubject Nothing = new(null, null);

    public static RequestSubject Of(CustomerSubscription subscription, Offer offer) =>
        new(subscription.Id, offer.ProductFamily);
}

/// <summary>Support that an agent asks for on behalf of a customer (R43).</summary>
public sealed class ServiceRequest : SupportCase
{
    private ServiceRequest() { }

    public ServiceRequestId Id { get; private set; }
    public OrganizationId CustomerId { get; private set; }

    /// <summary>The partner that asked.</summary>
    public OrganizationId RequestedById { get; private set; }

    /// <summary>Through whom the partner has the customer: this reseller sees the request, and the providers who have the customer through it.</summary>
    public OrganizationId ResellerId { get; private set; }
    public CustomerSubscriptionId? SubscriptionId { get; private set; }
    public ProductFamily? ProductFamily { get; private set; }

    public static Outcome<ServiceRequest> Create(
        ServiceRequestId id,
        OrganizationId customer,
        OrganizationId requestedBy,
        OrganizationId reseller,
        RequestSubject subject,
        string? title,
        CaseText description,
        CaseVoice voice,
        DateTimeOffset now
    )
    {
        if (RefuseOpening(title, description) is { Count: > 0 } refusals)
        {
            return Outcome.Refused<ServiceRequest>(refusals);
        }

        var request = new ServiceRequest
        {
            Id = id,
            CustomerId = customer,
            RequestedById = requestedBy,
            ResellerId = reseller,
            SubscriptionId = subject.SubscriptionId,
            ProductFamily = subject.ProductFamily,
        };
        request.Open(title!, voice, description, now);
        return request;
    }

    private protected override DomainEvent Changed(SupportStep step, CaseStatus to, int? message, DateTimeOffset now) =>
        new ServiceRequestChanged(Id, CustomerId, RequestedById, ResellerId, step, to, message, now);
}

/// <summary>Read by the customer, the partner that asked, and the reseller.</summary>
/// <param name="Message">The number of the message that came with it.</param>
public sealed record ServiceRequestChanged(
    ServiceRequestId ServiceRequestId,
    OrganizationId CustomerId,
    OrganizationId RequestedById,
    OrganizationId ResellerId,
    SupportStep Step,
    CaseStatus To,
    int? Message,
    DateTimeOffset OccurredAt
) : DomainEvent(EventNames.ServiceRequestChanged, 1, OccurredAt)
{
    public override IReadOnlyList<OrganizationId> Concerns =>
        [.. new[] { RequestedById, ResellerId, CustomerId }.Distinct()];

    public override IReadOnlyDictionary<string, string> Facts =>
        new FactSheet()
            .Add(FactNames.ServiceRequestId, ServiceRequestId.Value)
            .Add(FactNames.CustomerId, CustomerId.Value)
            .Add(FactNames.OrganizationId, RequestedById.Value)
            .Add(FactNames.ResellerId, ResellerId.Value)
            .Add(FactNames.Kind, Step)
            .Add(FactNames.To, To)
            .Add(FactNames.Message, Message)
            .Done();
}
