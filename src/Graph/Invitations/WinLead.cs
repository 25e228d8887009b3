using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Leads;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Persistence;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Leads;
using PartnerGraph.Persistence.Tenants;

namespace PartnerGraph.Graph.Invitations;

public sealed record WinLeadInput(string LeadId, bool? JointWithProvider, Language? Language);

public sealed record WinLeadPayload : Payload
{
    public LeadId? Lead { get; init; }

    public InvitationDraft? Draft { get; init; }
}

/// <summary>R43, R57, R68: a lead that was won becomes the draft of an invitation, together with its provider unless said otherwise.</summary>
public sealed class WinLead(Database database, CustomerDrafts drafts, TimeProvider clock)
    : IMutation<WinLeadInput, WinLeadPayload>
{
    private static readonly Tenant OtherSide = Tenant.Everyone("The provider's people are told that a lead was won.");

    public async Task<WinLeadPayload> ExecuteAsync(
        WinLeadInput input,
        RequestState request,
        CancellationToken cancellation
    )
    {
        var caller = request.SignedIn;
        await using var db = database.Open(Tenant.Of(caller.Organization));
        if (await FindAsync(db, caller, input.LeadId, cancellation) is not { } lead)
        {
            return Refused([new NotFound().At("leadId")]);
        }

        var step = await StepAsync(caller, lead, cancellation);
        if (!LeadStates.Allows(lead.StatusAt(clock.GetUtcNow()), LeadStatus.Won))
        {
            return Refused([new IllegalLeadTransition(lead.StatusAt(clock.GetUtcNow()), LeadStatus.Won).At("leadId")]);
        }

        var joint = input.JointWithProvider ?? true ? await PartnershipAsync(db, lead, cancellation) : null;
        var draft = new CustomerDraft(lead.ContactEmail, joint, lead.Source, input.Language ?? request.Language);
        // Begun here: what was looked up before used a connection of its own, and nobody may wait for a second one with a first one held.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var drafted = await drafts.AddAsync(db, caller, draft, cancellation);
        if (!drafted.TryGet(out var invitation, out var refusals))
        {
            return Refused(refusals);
        }

        var won = lead.Win(invitation.Id, step, clock.GetUtcNow());
        if (!won.IsDone)
        {
            return Refused(won.Refusals);
        }

        if (await db.SaveInRaceAsync(cancellation) is not SaveResult.Saved)
        {
            return Refused([new ChangedMeanwhile()]);
        }

        await transaction.CommitAsync(cancellation);
        return new WinLeadPayload { Lead = lead.Id, Draft = await drafts.ShowAsync(db, invitation, cancellation) };
    }

    private static WinLeadPayload Refused(IReadOnlyList<Refusal> refusals) => new() { Errors = refusals };

    private static async Task<Lead?> FindAsync(
        PartnerGraphDb db,
        Caller caller,
        string id,
        CancellationToken cancellation
    )
    {
        if (GlobalId.Read(NodeKind.Lead, id) is not { } known)
        {
            return null;
        }

        var key = new LeadId(known);
        return await db.Leads.SingleOrDefaultAsync(
            row => row.Id == key && row.ResellerId == caller.Organization,
            cancellation
        );
    }

    private async Task<LeadStep> StepAsync(Caller caller, Lead lead, CancellationToken cancellation)
    {
        await using var everyone = database.Open(OtherSide);
        var told = await LeadPeople.OneAsync(everyone, lead.AssignedBy, cancellation);
        return new LeadStep(caller.Organization, caller.Actor, told);
    }

    /// <summary>Without it the reseller would not see the lead.</summary>
    private static Task<Partnership> PartnershipAsync(PartnerGraphDb db, Lead lead, CancellationToken cancellation) =>
        db.Partnerships.SingleAsync(
            row =>
                row.ProviderId == lead.ProviderId
                && row.ResellerId == lead.ResellerId
                && row.Status == PartnershipStatus.Active,
            cancellation
        );
}
