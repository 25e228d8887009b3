using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Domain.Invitations;

/// <summary>
/// The one mechanism behind a provider's invitation to a reseller, a reseller's to a customer, and the joint one
/// (R46, R62, R70, R80 to R82). What becomes of it stands in <c>InvitationProgress.cs</c> and <c>InvitationAcceptance.cs</c>.
/// </summary>
public sealed partial class Invitation : EventSource
{
    private Invitation() { }

    public InvitationId Id { get; private set; }
    public InvitationKind Kind { get; private set; }
    public InvitationStatus Status { get; private set; }

    /// <summary>The organization that invites: a provider, or a customer's reseller.</summary>
    public OrganizationId InviterId { get; private set; }

    /// <summary>The user who invites.</summary>
    public UserId InvitedBy { get; private set; }

    /// <summary>The second partner of a joint invitation.</summary>
    public OrganizationId? IndirectProviderId { get; private set; }
    public EmailAddress RecipientEmail { get; private set; } = null!;
    public Language Language { get; private set; }
    public string? Message { get; private set; }

    /// <summary>Where the customer came from (R68).</summary>
    public CustomerSource? Source { get; private set; }
    public int Generation { get; private set; }

    /// <summary>The last generation whose mail will not arrive, and the last that the recipient was reminded of; 0: none.</summary>
    public int FailedGeneration { get; private set; }
    public int RemindedGeneration { get; private set; }
    public byte[] SecretHash { get; private set; } = [];

    /// <summary>Null while it is an unsent draft.</summary>
    public InvitationSender? Sender { get; private set; }

    /// <summary>The edited subject and body, with <see cref="InvitationText.Placeholder"/> for the link; null: the template's.</summary>
    public string? Subject { get; private set; }
    public string? Body { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the present link was made: the clock of expiry and cool-down.</summary>
    public DateTimeOffset LinkIssuedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? ViewedAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }

    /// <summary>Declined, revoked or lapsed.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>What came of it.</summary>
    public PartnershipId? PartnershipId { get; private set; }
    public OrganizationId? CustomerId { get; private set; }

    public LinkPurpose Purpose =>
        Kind is InvitationKind.Partnership ? LinkPurpose.PartnershipInvitation : LinkPurpose.CustomerInvitation;

    /// <summary>What it is at this moment: a clock that ran out counts before anybody has noted it.</summary>
    public InvitationStatus StatusAt(DateTimeOffset now) => HasLapsed(now) ? InvitationStatus.Expired : Status;

    /// <summary>The secret of the present generation; stored nowhere, derived for each mail, copy and draft.</summary>
    public LinkSecret Secret(LinkKey key) => key.Derive(Purpose, Id.Value, Generation);

    public Uri Link(LinkKey key, LinkAddress address) => address.For(Purpose, Secret(key));

    /// <summary>R46: a provider invites a reseller; the worker mails it.</summary>
    public static Outcome<Invitation> InviteReseller(
        InvitationId id,
        Organization provider,
        UserId by,
        EmailAddress recipient,
        string? message,
        Language language,
        LinkKey key,
        LinkPolicy policy,
        DateTimeOffset now
    )
    {
        if (provider.Kind is not OrganizationKind.IndirectProvider)
        {
            throw new ArgumentException("Only a provider invites resellers.", nameof(provider));
        }

        if (message is not null && TextRules.Paragraphs(message, TextRules.ReasonLength) is { } refusal)
        {
            return refusal.At("message");
        }

        var invitation = new Invitation
        {
            Id = id,
            Kind = InvitationKind.Partnership,
            Status = InvitationStatus.Queued,
            InviterId = provider.Id,
            InvitedBy = by,
            RecipientEmail = recipient,
            Language = language,
            Message = message?.Trim(),
            Sender = InvitationSender.System,
            CreatedAt = now,
        };
        invitation.IssueLink(key, policy, now);
        invitation.AskForMail(now);
        return invitation;
    }

    /// <summary>R62, R70: a draft whose link works at once; with a provider where it stands on an active partnership (R57).</summary>
    /// <param name="jointWith">The partnership with the provider to be authorized as well; null: the reseller alone.</param>
    public static Outcome<Invitation> DraftForCustomer(
        InvitationId id,
        Organization reseller,
        UserId by,
        EmailAddress recipient,
        Partnership? jointWith,
        CustomerSource? source,
        Language language,
        LinkKey key,
        LinkPolicy policy,
        DateTimeOffset now
    )
    {
        if (reseller.Kind is not OrganizationKind.IndirectReseller)
        {
            throw new ArgumentException("Only a reseller invites customers.", nameof(reseller));
        }

        if (jointWith is not null && (!jointWith.IsActive || jointWith.ResellerId != reseller.Id))
        {
            return new NotFound().At("indirectProviderId");
        }

        var invitation = new Invitation
        {
            Id = id,
            Kind = jointWith is null ? InvitationKind.Customer : InvitationKind.CustomerWithProvider,
            Status = InvitationStatus.Draft,
            InviterId = reseller.Id,
            InvitedBy = by,
            IndirectProviderId = jointWith?.ProviderId,
            RecipientEmail = recipient,
            Language = language,
            Source = source,
            CreatedAt = now,
        };
        invitation.IssueLink(key, policy, now);
        return invitation;
    }

    private bool HasLapsed(DateTimeOffset now) => InvitationStates.IsOpen(Status) && now >= ExpiresAt;

    private void IssueLink(LinkKey key, LinkPolicy policy, DateTimeOffset now)
    {
        Generation++;
        SecretHash = Secret(key).Hash;
        LinkIssuedAt = now;
        ExpiresAt = now + policy.InvitationLifetime;
    }

    private void AskForMail(DateTimeOffset now)
    {
        if (Kind is InvitationKind.Partnership)
        {
            Raise(new PartnershipInvited(Id, InviterId, Generation, now));
        }
        else
        {
            Raise(new CustomerInvited(Id, Kind, InviterId, IndirectProviderId, Generation, now));
        }
    }
}
