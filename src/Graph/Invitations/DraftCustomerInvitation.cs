using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Tenants;
using PartnerGraph.Worker.Invitations;

namespace PartnerGraph.Graph.Invitations;

public sealed record DraftCustomerInvitationInput(
    EmailAddress RecipientEmail,
    string? IndirectProviderId,
    CustomerSource? Source,
    Language? Language
);

public sealed record DraftCustomerInvitationPayload : Payload
{
    public InvitationDraft? Draft { get; init; }
}

/// <summary>R57, R62, R70: a mail for the person to edit and send; its link works at once.</summary>
public sealed class DraftCustomerInvitation(Database database, CustomerDrafts drafts)
    : IMutation<DraftCustomerInvitationInput, DraftCustomerInvitationPayload>
{
    public async Task<DraftCustomerInvitationPayload> ExecuteAsync(
        DraftCustomerInvitationInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var partnership = await PartnershipAsync(db, caller, input.IndirectProviderId, cancellation);
        if (input.IndirectProviderId is not null && partnership is null)
        {
            return Refused([new NotFound().At("indirectProviderId")]);
        }

        var wanted = new CustomerDraft(
            input.RecipientEmail,
            partnership,
            input.Source,
            input.Language ?? request.Language
        );
        var outcome = await drafts.AddAsync(db, caller, wanted, cancellation);
        if (!outcome.TryGet(out var invitation, out var refusals))
        {
            return Refused(refusals);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new DraftCustomerInvitationPayload { Draft = await drafts.ShowAsync(db, invitation, cancellation) };
    }

    private static DraftCustomerInvitationPayload Refused(IReadOnlyList<Refusal> refusals) =>
        new() { Errors = refusals };

    private static async Task<Partnership?> PartnershipAsync(
        PartnerGraphDb db,
        Caller caller,
        string? providerId,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.Partner, providerId) is not { } known)
        {
            return null;
        }

        var provider = new OrganizationId(known);
        return await db.Partnerships.SingleOrDefaultAsync(
            row =>
                row.ProviderId == provider
                && row.ResellerId == caller.Organization
                && row.Status == PartnershipStatus.Active,
            cancellation
        );
    }
}

/// <summary>What the person copies, or opens in a mail program.</summary>
public sealed record InvitationDraft(InvitationId Invitation, string Subject, string Body, Uri Link, Uri Mailto)
{
    public static InvitationDraft Of(Invitation invitation, Organization reseller, Organization? provider, Uri link)
    {
        var text = InvitationDraftText.Write(
            invitation.Language,
            reseller.Name,
            provider?.Name,
            link,
            invitation.ExpiresAt
        );
        return new InvitationDraft(
            invitation.Id,
            text.Subject,
            text.Body,
            link,
            MailtoOf(invitation.RecipientEmail, text)
        );
    }

    // RFC 6068: line breaks are %0D%0A, and every reserved character of the texts is escaped.
    private static Uri MailtoOf(EmailAddress recipient, InvitationDraftText text)
    {
        var body = text.Body.ReplaceLineEndings("\r\n");
        return new Uri(
            $"mailto:{Uri.EscapeDataString(recipient.Value).Replace("%40", "@", StringComparison.Ordinal)}"
                + $"?subject={Uri.EscapeDataString(text.Subject)}&body={Uri.EscapeDataString(body)}"
        );
    }
}
