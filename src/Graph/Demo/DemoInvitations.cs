using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Graph.Demo;

/// <summary>Invitations of the demo world: the old ones that led to something, and one in each state that a visitor can take up.</summary>
internal sealed class DemoInvitations(DemoStage stage, DemoPartners partners)
{
    public Invitation ToReseller(DemoOrganization provider, string recipient, double daysAgo)
    {
        var invitation = DemoStage.Done(
            Invitation.InviteReseller(
                IdOf($"{provider.Domain} {recipient}", daysAgo),
                stage[provider],
                stage[provider.Admin].Id,
                EmailAddress.Parse(recipient),
                "We would be glad to work with you.",
                Language.En,
                stage.Tools.Key,
                stage.Tools.Policy,
                stage.DaysAgo(daysAgo)
            )
        );
        stage.Db.Invitations.Add(invitation);
        return invitation;
    }

    /// <param name="provider">Of a joint invitation; null: the reseller alone.</param>
    public Invitation ToCustomer(
        DemoOrganization reseller,
        DemoOrganization? provider,
        string recipient,
        CustomerSource source,
        double daysAgo
    )
    {
        var invitation = DemoStage.Done(
            Invitation.DraftForCustomer(
                IdOf($"{reseller.Domain} {recipient}", daysAgo),
                stage[reseller],
                stage[reseller.Admin].Id,
                EmailAddress.Parse(recipient),
                provider is null ? null : partners[provider, reseller],
                source,
                reseller.Admin.Language,
                stage.Tools.Key,
                stage.Tools.Policy,
                stage.DaysAgo(daysAgo)
            )
        );
        stage.Db.Invitations.Add(invitation);
        return invitation;
    }

    /// <summary>Those of today, a state each. What waits in the mail worker's queue is mailed at the start.</summary>
    public void EnterOpenOnes()
    {
        ToReseller(DemoCast.Harbor, DemoCast.Clearwater.Admin.Email, daysAgo: 0);
        ToReseller(DemoCast.Alpenland, "partners@kestrel.example", daysAgo: 0);

        var queued = Today("office@wendelstein-hotel.example", hoursAgo: 0);
        var text = $"Good day,\n\nplease confirm that we and Alpenland may serve you:\n\n{Link(queued)}\n\nAnna Lane";
        DemoStage.Done(
            queued.Queue("Working with Birch & Lane", text, stage.Tools.Key, stage.Tools.Address, stage.Now)
        );

        _ = Today("it@chiemsee-clinic.example", hoursAgo: 2);
        _ = Mailed("hello@kreuzberg-media.example", hoursAgo: 3);
        Mailed("office@havel-motors.example", hoursAgo: 5).View(stage.Now - TimeSpan.FromHours(1));
        DemoStage.Done(Mailed("info@tegernsee-dairy.example", hoursAgo: 20).Decline(stage.Now - TimeSpan.FromHours(4)));
        DemoStage.Done(Mailed("info@oder-paper.example", hoursAgo: 21).Revoke(stage.Now - TimeSpan.FromHours(19)));
        var lapsed = Mailed("office@spessart-timber.example", hoursAgo: 24 * 120);
        _ = lapsed.Lapse(lapsed.ExpiresAt);
    }

    private Invitation Today(string recipient, double hoursAgo) =>
        ToCustomer(DemoCast.Birch, DemoCast.Alpenland, recipient, CustomerSource.OwnMarketing, hoursAgo / 24);

    /// <summary>By a person, as most drafts are.</summary>
    private Invitation Mailed(string recipient, double hoursAgo)
    {
        var invitation = ToCustomer(DemoCast.Birch, null, recipient, CustomerSource.ProgramReferral, hoursAgo / 24);
        DemoStage.Done(invitation.Complete(invitation.CreatedAt));
        return invitation;
    }

    private Uri Link(Invitation invitation) => invitation.Link(stage.Tools.Key, stage.Tools.Address);

    private static InvitationId IdOf(string name, double daysAgo) =>
        new(DemoIds.Of("invitation", name, TimeSpan.FromDays(daysAgo)));
}
