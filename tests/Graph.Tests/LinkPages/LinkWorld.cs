using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Users;

namespace PartnerGraph.Graph.Tests.LinkPages;

/// <summary>Invitations whose links were mailed.</summary>
public sealed class LinkWorld(GraphServer server)
{
    public const string Password = People.Password;

    /// <summary>As an organization may be called; a page shows it and no more.</summary>
    public const string ProviderName = "Fabrikam <b>& Co</b>";
    public const string ResellerName = "Contoso";

    public LinkKey Key => server.Services.GetRequiredService<LinkKey>();

    /// <summary>An approved reseller with a global admin, and a provider's invitation to that person.</summary>
    public async Task<(Invitation Invitation, User Admin)> PartnershipAsync(
        string? recipient = null,
        DateTimeOffset? at = null
    )
    {
        var provider = await Team.StartAsync(server, OrganizationKind.IndirectProvider, ProviderName);
        var inviter = await UserAsync(provider);
        var reseller = await Team.StartAsync(server, name: ResellerName);
        var admin = await UserAsync(reseller);
        await using var db = server.Open();
        var organization = await db.Organizations.SingleAsync(row => row.Id == provider.Id);
        var invitation = Team.Value(
            Invitation.InviteReseller(
                new InvitationId(Guid.CreateVersion7(DateTimeOffset.UtcNow)),
                organization,
                inviter.Id,
                EmailAddress.Parse(recipient ?? admin.Email.Value),
                message: null,
                Language.En,
                Key,
                LinkPolicy.Default,
                at ?? DateTimeOffset.UtcNow
            )
        );
        db.Invitations.Add(invitation);
        await db.SaveChangesAsync();
        return (invitation, admin);
    }

    /// <summary>A reseller's invitation to a customer, alone or jointly with a provider.</summary>
    public async Task<Invitation> CustomerAsync(bool joint, string? recipient = null)
    {
        var now = DateTimeOffset.UtcNow;
        var reseller = await Team.StartAsync(server, name: ResellerName);
        var inviter = await UserAsync(reseller);
        Partnership? partnership = null;
        if (joint)
        {
            var provider = await Team.StartAsync(server, OrganizationKind.IndirectProvider, ProviderName);
            partnership = Partnership.Establish(
                new PartnershipId(Guid.CreateVersion7(now)),
                provider.Id,
                reseller.Id,
                now
            );
        }
        await using var db = server.Open();
        if (partnership is not null)
            db.Partnerships.Add(partnership);
        var organization = await db.Organizations.SingleAsync(row => row.Id == reseller.Id);
        var invitation = Team.Value(
            Invitation.DraftForCustomer(
                new InvitationId(Guid.CreateVersion7(now)),
                organization,
                inviter.Id,
                EmailAddress.Parse(recipient ?? Team.Unique("kim") + "@customer.example"),
                partnership,
                source: null,
                Language.En,
                Key,
                LinkPolicy.Default,
                now
            )
        );
        db.Invitations.Add(invitation);
        await db.SaveChangesAsync();
        return invitation;
    }

    public string PathOf(Invitation invitation) => $"/i/{invitation.Secret(Key).Token}";

    public async Task<User> UserAsync(Team team, DateTimeOffset? temporaryUntil = null) =>
        await server.AddPersonAsync(
            Team.NewAddress(),
            Team.GlobalAdmin,
            temporaryUntil: temporaryUntil,
            organization: team.Id
        );

    public async Task<Invitation> NowAsync(Invitation invitation)
    {
        await using var db = server.Open();
        return await db.Invitations.AsNoTracking().SingleAsync(row => row.Id == invitation.Id);
    }

    /// <summary>Something happens to the invitation elsewhere.</summary>
    public async Task ChangeAsync(Invitation invitation, Action<Invitation> change)
    {
        await using var db = server.Open();
        change(await db.Invitations.SingleAsync(row => row.Id == invitation.Id));
        await db.SaveChangesAsync();
    }

    /// <summary>Everything that a request could have changed for this invitation, in one line.</summary>
    public async Task<string> TracesAsync(Invitation invitation)
    {
        await using var db = server.Open();
        var row = await db.Invitations.AsNoTracking().SingleAsync(one => one.Id == invitation.Id);
        var events = await db.Events.CountAsync(one => one.OrganizationId == invitation.InviterId);
        var mails = await db.Outbox.CountAsync(one => one.OrganizationId == invitation.InviterId);
        var access = await db.CustomerAccess.CountAsync(one => one.OrganizationId == invitation.InviterId);
        var partnerships = await db.Partnerships.CountAsync(one => one.ProviderId == invitation.InviterId);
        return $"{row.Status} {row.Generation} {row.ViewedAt} {row.AcceptedAt} {events} {mails} {access} {partnerships}";
    }
}
