using PartnerGraph.Domain.Ids;
using PartnerGraph.Graph.Idempotency;
using PartnerGraph.Graph.Schema;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.Persistence.Customers;
using PartnerGraph.Persistence.Invitations;
using PartnerGraph.Persistence.Leads;
using PartnerGraph.Persistence.Organizations;
using PartnerGraph.Persistence.Partnerships;

namespace PartnerGraph.Graph.Invitations;

/// <summary>Every mutation of the section, and what its payload shows.</summary>
internal static class InvitationMutations
{
    public static void Bind(SchemaBinding schema)
    {
        BindTypes(schema);
        schema.Mutation<InviteReseller, InviteResellerInput, InviteResellerPayload>(
            "inviteReseller",
            payload =>
            {
                payload.LoadInvitation(answer => answer.Invitation);
                payload.Secret(answer => answer.Link);
            }
        );
        schema.Mutation<DraftCustomerInvitation, DraftCustomerInvitationInput, DraftCustomerInvitationPayload>(
            "draftCustomerInvitation",
            payload => payload.Secret(answer => answer.Draft)
        );
        schema.Mutation<WinLead, WinLeadInput, WinLeadPayload>(
            "winLead",
            payload =>
            {
                payload.Load<WinLeadPayload, LeadId, LeadRow>(
                    "lead",
                    answer => answer.Lead,
                    (db, ids, members, context) => LeadQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
                payload.Secret(answer => answer.Draft);
            }
        );
        schema.Mutation<SendInvitation, SendInvitationInput, SendInvitationPayload>(
            "sendInvitation",
            payload => payload.LoadInvitation(answer => answer.Invitation)
        );
        schema.Mutation<CompleteInvitationDraft, CompleteInvitationDraftInput, CompleteInvitationDraftPayload>(
            "completeInvitationDraft",
            payload => payload.LoadInvitation(answer => answer.Invitation)
        );
        schema.Mutation<ResendInvitation, ResendInvitationInput, ResendInvitationPayload>(
            "resendInvitation",
            payload =>
            {
                payload.LoadInvitation(answer => answer.Invitation);
                payload.Secret(answer => answer.Link);
            }
        );
        schema.Mutation<RevokeInvitation, RevokeInvitationInput, RevokeInvitationPayload>(
            "revokeInvitation",
            payload => payload.LoadInvitation(answer => answer.Invitation)
        );
        schema.Mutation<PreviewInvitation, PreviewInvitationInput, PreviewInvitationPayload>(
            "previewInvitation",
            payload => payload.Field(answer => answer.Preview)
        );
        schema.Mutation<DeclineInvitation, DeclineInvitationInput, DeclineInvitationPayload>(
            "declineInvitation",
            payload => payload.Field(answer => answer.Preview)
        );
        schema.Input<NewCustomerInput>("NewCustomerInput");
        schema.Mutation<AcceptInvitation, AcceptInvitationInput, AcceptInvitationPayload>(
            "acceptInvitation",
            payload =>
            {
                payload.Field(answer => answer.Preview);
                payload.Secret(answer => answer.Session);
                payload.Load<AcceptInvitationPayload, PartnershipId, PartnershipRow>(
                    "partnership",
                    answer => answer.Partnership,
                    (db, ids, members, context) => PartnershipQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
                payload.Load<AcceptInvitationPayload, OrganizationId, OrganizationRow>(
                    "customer",
                    answer => answer.Customer,
                    (db, ids, members, context) =>
                        OrganizationQueries.ByIdsAsync(db, ids, members, context.Cancellation)
                );
            }
        );
    }

    private static void BindTypes(SchemaBinding schema)
    {
        schema.Object<InvitationPreview>(
            "InvitationPreview",
            type =>
            {
                type.Field(preview => preview.Kind);
                type.Field(preview => preview.Status);
                type.Field(preview => preview.InviterName);
                type.Field(preview => preview.IndirectProviderName);
                type.Field(preview => preview.ExpiresAt);
            }
        );
        schema.Object<InvitationDraft>(
            "InvitationDraft",
            type =>
            {
                type.LoadInvitation(draft => draft.Invitation);
                type.Field(draft => draft.Subject);
                type.Field(draft => draft.Body);
                type.Field(draft => draft.Link);
                type.Field(draft => draft.Mailto);
            }
        );
    }

    private static void LoadInvitation<T>(this ObjectBinding<T> type, Func<T, InvitationId?> id) =>
        type.Load<T, InvitationId, InvitationRow>("invitation", id, InvitationFields.ByIdsAsync);
}
