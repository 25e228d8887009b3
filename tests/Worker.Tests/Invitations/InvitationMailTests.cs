using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Invitations;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Invitations;

public sealed class InvitationMailTests
{
    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task R46_Provider_invites_a_reseller_by_mail_and_the_invitation_becomes_sent(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var invitation = Partnership(partners);
        await partners.SaveAsync(invitation);
        await partners.World.StartWorkerAsync();

        var mail = await partners.World.Smtp.WaitForMailAsync();
        mail.EnvelopeTo.ShouldBe("new@reseller.example");
        mail.Subject.ShouldBe("«Fabrikam Distribution» предлагает стать вашим непрямым поставщиком");
        mail.Text.ShouldContain("> Добрый день!");
        mail.Link("/i/").ShouldBe(invitation.Link(partners.World.Key, partners.Links));
        var sent = await WaitForAsync(partners, invitation.Id, InvitationStatus.Sent);
        sent.SentAt.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task R65_Edited_draft_is_sent_word_for_word_with_its_link(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var invitation = Draft(partners, joint: false);
        var link = invitation.Link(partners.World.Key, partners.Links);
        PartnerWorld.Done(
            invitation.Queue(
                "My own subject",
                $"My own words <b>&\n\n{link}\n\nBye",
                partners.World.Key,
                partners.Links,
                partners.Now
            )
        );
        await partners.SaveAsync(invitation);
        await partners.World.StartWorkerAsync();

        var mail = await partners.World.Smtp.WaitForMailAsync();
        mail.Subject.ShouldBe("My own subject");
        mail.Text.ReplaceLineEndings("\n").ShouldStartWith($"My own words <b>&\n\n{link}\n\nBye\n");
        mail.Html.ShouldContain("My own words &lt;b&gt;&amp;");
        mail.Links.ShouldBe([link]);
        await WaitForAsync(partners, invitation.Id, InvitationStatus.Sent);
        (await StoredTextAsync(partners)).ShouldNotContain(invitation.Secret(partners.World.Key).Token);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task R70_Joint_invitation_names_both_partners(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var invitation = Draft(partners, joint: true);
        var link = invitation.Link(partners.World.Key, partners.Links);
        var text = InvitationDraftText.Write(
            Language.En,
            "Contoso",
            "Fabrikam Distribution",
            link,
            invitation.ExpiresAt
        );
        PartnerWorld.Done(invitation.Queue(text.Subject, text.Body, partners.World.Key, partners.Links, partners.Now));
        await partners.SaveAsync(invitation);
        await partners.World.StartWorkerAsync();

        var mail = await partners.World.Smtp.WaitForMailAsync();
        mail.Subject.ShouldBe("Contoso and Fabrikam Distribution invite you to become their customer");
        mail.Text.ShouldContain("Fabrikam Distribution may submit orders");
        mail.Links.ShouldBe([link]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task R82_Resent_invitation_is_mailed_with_the_new_link_alone(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var invitation = Partnership(partners);
        await partners.SaveAsync(invitation);
        await using (var db = partners.World.Database.Open(WorkerWorld.Everyone))
        {
            var again = await db.Set<Invitation>().SingleAsync();
            PartnerWorld.Done(again.Resend(partners.World.Key, LinkPolicy.Default, partners.Now.AddMinutes(5)));
            invitation = again;
            await db.SaveChangesAsync();
        }
        await partners.World.StartWorkerAsync();

        await WaitForAsync(partners, invitation.Id, InvitationStatus.Sent);
        partners
            .World.Smtp.Mails.ShouldHaveSingleItem()
            .Link("/i/")
            .ShouldBe(invitation.Link(partners.World.Key, partners.Links));
        var dead = (await partners.World.Queue.ListDeadAsync(10, CancellationToken.None)).ShouldHaveSingleItem();
        dead.LastError.ShouldBe("A newer link has taken this one's place.");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task R82_Revoked_invitation_is_not_mailed(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var invitation = Partnership(partners);
        PartnerWorld.Done(invitation.Revoke(partners.Now));
        await partners.SaveAsync(invitation);
        await partners.World.StartWorkerAsync();

        var row = await RowOfAsync(partners);
        (await partners.World.WaitForAsync(row, MailStatus.Dead)).LastError.ShouldBe(
            "The invitation was answered or revoked before the mail went out."
        );
        partners.World.Smtp.Connections.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task R83_Delivery_tells_why_a_mail_bounced(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        partners.World.Smtp.Script.Say(SmtpStep.RcptTo, "550 5.1.1 no such user");
        var invitation = Partnership(partners);
        await partners.SaveAsync(invitation);
        await partners.World.StartWorkerAsync();

        var row = await partners.World.WaitForAsync(await RowOfAsync(partners), MailStatus.Bounced);
        row.SubjectId.ShouldBe(invitation.Id.Value);
        row.LastError.ShouldBe("The mail server refused the mail: 550 5.1.1 no such user");
        (await FindAsync(partners, invitation.Id)).Status.ShouldBe(InvitationStatus.Queued);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task R81_Lapsed_invitation_is_noted_once(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var brief = LinkPolicy.Default with { InvitationLifetime = TimeSpan.FromDays(-1) };
        var lapsed = Partnership(partners, brief);
        var open = Partnership(partners);
        await partners.SaveAsync(lapsed, open);
        var job = ActivatorUtilities.CreateInstance<ExpireInvitationsJob>(partners.World.Services.Services);

        (await job.RunAsync(CancellationToken.None)).ShouldBe(1);
        (await job.RunAsync(CancellationToken.None)).ShouldBe(0);

        (await FindAsync(partners, lapsed.Id)).Status.ShouldBe(InvitationStatus.Expired);
        (await FindAsync(partners, open.Id)).Status.ShouldBe(InvitationStatus.Queued);
    }

    private static Invitation Partnership(PartnerWorld partners, LinkPolicy? policy = null) =>
        PartnerWorld.Made(
            Invitation.InviteReseller(
                new InvitationId(partners.NewId()),
                partners.Provider,
                partners.Admin.Id,
                PartnerWorld.Address("new@reseller.example"),
                "Добрый день!",
                Language.Ru,
                partners.World.Key,
                policy ?? LinkPolicy.Default,
                partners.Now
            )
        );

    private static Invitation Draft(PartnerWorld partners, bool joint) =>
        PartnerWorld.Made(
            Invitation.DraftForCustomer(
                new InvitationId(partners.NewId()),
                partners.Reseller,
                partners.Admin.Id,
                PartnerWorld.Address("owner@customer.example"),
                joint ? partners.Partnership : null,
                source: null,
                Language.En,
                partners.World.Key,
                LinkPolicy.Default,
                partners.Now
            )
        );

    private static async Task<Guid> RowOfAsync(PartnerWorld partners)
    {
        await using var db = partners.World.Database.Open(WorkerWorld.Everyone);
        return await db
            .Outbox.Where(message => message.SubjectType == MailSubject.Invitation)
            .Select(message => message.Id)
            .SingleAsync();
    }

    private static async Task<Invitation> FindAsync(PartnerWorld partners, InvitationId id)
    {
        await using var db = partners.World.Database.Open(WorkerWorld.Everyone);
        return await db.Set<Invitation>().AsNoTracking().SingleAsync(invitation => invitation.Id == id);
    }

    private static async Task<Invitation> WaitForAsync(PartnerWorld partners, InvitationId id, InvitationStatus status)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var invitation = await FindAsync(partners, id);
            if (invitation.Status == status)
                return invitation;
            timeout.IsCancellationRequested.ShouldBeFalse($"The invitation is still {invitation.Status}.");
            await Task.Delay(20);
        }
    }

    private static async Task<string> StoredTextAsync(PartnerWorld partners)
    {
        await using var db = partners.World.Database.Open(WorkerWorld.Everyone);
        var invitation = await db.Set<Invitation>().AsNoTracking().SingleAsync();
        var mail = await db.Outbox.AsNoTracking().SingleAsync();
        return $"{invitation.Subject} {invitation.Body} {mail.Payload} {mail.LastError}";
    }
}
