using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Dispatch;
using PartnerGraph.Worker.Invitations;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Invitations;

/// <summary>R83: what the inviter is told, and the reminder to the recipient; each exactly once for each link.</summary>
public sealed class InvitationNoticesTests
{
    private const string Inviter = "anna@contoso.example";
    private const string Recipient = "owner@customer.example";

    public static TheoryData<DatabaseProvider, Language> DatabasesAndLanguages =>
        new(
            from provider in new[] { DatabaseProvider.Sqlite, DatabaseProvider.Postgres }
            from language in Enum.GetValues<Language>()
            select new TheoryDataRow<DatabaseProvider, Language>(provider, language)
        );

    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory]
    [MemberData(nameof(DatabasesAndLanguages))]
    public async Task Bounced_invitation_is_told_to_the_inviter_once(DatabaseProvider provider, Language language)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider, language);
        partners.World.Smtp.Script.Always(
            SmtpStep.RcptTo,
            new SmtpAnswer.Say("550 5.1.1 no such user"),
            moment => moment.To == Recipient
        );
        var invitation = Invited(partners);
        await partners.SaveAsync(invitation);
        var worker = await partners.World.StartWorkerAsync();

        var mail = await partners.World.Smtp.WaitForMailAsync(one => one.EnvelopeTo == Inviter);
        mail.Subject.ShouldBe(
            language == Language.En
                ? $"Your invitation to {Recipient} did not arrive"
                : $"Ваше приглашение не дошло до {Recipient}"
        );
        mail.Text.ShouldContain("The mail server refused the mail: 550 5.1.1 no such user");
        mail.Links.ShouldBeEmpty();
        var failed = (await EventsAsync(partners, EventNames.InvitationDeliveryFailed)).ShouldHaveSingleItem();
        failed.OrganizationId.ShouldBe(partners.Reseller.Id);
        failed.Payload.ShouldContain("REFUSED");
        failed.Payload.ShouldNotContain('@');

        // Retried by the operator it is refused again, as suppressed; the inviter knows.
        var row = (await partners.World.RowsAsync()).Single(one => one.SubjectType == MailSubject.Invitation);
        (await partners.World.Queue.ReplayAsync(row.Id, CancellationToken.None)).ShouldBeTrue();
        WorkerWorld.Ring(worker);
        await partners.World.WaitForAsync(
            row.Id,
            one => one.Status == MailStatus.Bounced && one.LastError!.StartsWith("Suppressed", StringComparison.Ordinal)
        );
        (await partners.World.RowsAsync()).Count.ShouldBe(2);
        (await EventsAsync(partners, EventNames.InvitationDeliveryFailed)).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Invitation_that_was_given_up_is_told_and_one_that_was_overtaken_is_not(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        partners.World.Smtp.Script.Always(
            SmtpStep.RcptTo,
            new SmtpAnswer.Say("451 4.7.1 greylisted"),
            moment => moment.To == Recipient
        );
        // Its link ends before the next attempt would be.
        var given = Invited(partners, LinkPolicy.Default with { InvitationLifetime = TimeSpan.FromSeconds(50) });
        var revoked = Invited(partners);
        PartnerWorld.Done(revoked.Revoke(partners.Now));
        await partners.SaveAsync(given, revoked);
        await partners.World.StartWorkerAsync();

        var mail = await partners.World.Smtp.WaitForMailAsync(one => one.EnvelopeTo == Inviter);
        mail.Text.ShouldContain("Given up after 1 attempts.");
        var told = (await EventsAsync(partners, EventNames.InvitationDeliveryFailed)).ShouldHaveSingleItem();
        told.Payload.ShouldContain("GIVEN_UP");
        told.Payload.ShouldContain(given.Id.Value.ToString());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Notice_that_bounces_is_told_to_nobody(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        partners.World.Smtp.Script.Always(SmtpStep.RcptTo, new SmtpAnswer.Say("550 5.1.1 no such user"));
        await partners.SaveAsync(Invited(partners));
        await partners.World.StartWorkerAsync();

        await partners.World.WaitForAsync(rows => rows.Count == 2 && rows.All(row => row.Status == MailStatus.Bounced));
        (await EventsAsync(partners, EventNames.InvitationDeliveryFailed)).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(DatabasesAndLanguages))]
    public async Task Lapsed_link_is_told_to_the_inviter_where_it_had_arrived(
        DatabaseProvider provider,
        Language language
    )
    {
        await using var partners = await PartnerWorld.CreateAsync(provider, language);
        var arrived = Sent(partners, partners.Now.AddDays(-8));
        var never = Invited(partners, at: partners.Now.AddDays(-8));
        await partners.SaveAsync(arrived);
        await ForgetMailsAsync(partners);
        await partners.SaveAsync(never);
        var job = Job<ExpireInvitationsJob>(partners);
        (await job.RunAsync(CancellationToken.None)).ShouldBe(2);
        (await job.RunAsync(CancellationToken.None)).ShouldBe(0);
        await partners.World.StartWorkerAsync();

        // The one that never arrived is told by its own mail, which is of no use any more.
        await partners.World.WaitForAsync(rows => rows.Count(row => row.Status == MailStatus.Sent) == 2);
        (await partners.World.RowsAsync()).Count.ShouldBe(3);
        var mails = partners.World.Smtp.Mails.Where(mail => mail.EnvelopeTo == Inviter).Select(mail => mail.Subject);
        mails.ShouldBe(
            language == Language.En
                ? [$"Your invitation to {Recipient} has lapsed", $"Your invitation to {Recipient} did not arrive"]
                : [$"Срок вашего приглашения для {Recipient} истек", $"Ваше приглашение не дошло до {Recipient}"],
            ignoreOrder: true
        );
    }

    [Theory]
    [MemberData(nameof(DatabasesAndLanguages))]
    public async Task Recipient_is_reminded_once_before_the_link_lapses(DatabaseProvider provider, Language language)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var soon = Sent(partners, partners.Now.AddDays(-6), language);
        await partners.SaveAsync(soon);
        await ForgetMailsAsync(partners);
        (await Job<RemindInvitationsJob>(partners).RunAsync(CancellationToken.None)).ShouldBe(1);
        (await Job<RemindInvitationsJob>(partners).RunAsync(CancellationToken.None)).ShouldBe(0);
        await partners.World.StartWorkerAsync();

        var mail = await partners.World.Smtp.WaitForMailAsync();
        mail.EnvelopeTo.ShouldBe(Recipient);
        mail.Subject.ShouldBe(
            language == Language.En
                ? "Reminder: Contoso is waiting for your answer"
                : "Напоминание: «Contoso» ждет вашего ответа"
        );
        mail.Links.ShouldBe([soon.Link(partners.World.Key, partners.Links)]);
        (await EventsAsync(partners, EventNames.InvitationReminded)).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Nobody_is_reminded_who_need_not_be(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var old = partners.Now.AddDays(-6);
        var young = Sent(partners, partners.Now);
        var never = Invited(partners, at: old);
        var declined = Sent(partners, old);
        PartnerWorld.Done(declined.Decline(partners.Now));
        var byHand = Drafted(partners, old);
        PartnerWorld.Done(byHand.Complete(old));
        var brief = Invited(partners, LinkPolicy.Default with { InvitationLifetime = TimeSpan.FromHours(30) });
        brief.MarkSent(1, partners.Now);
        await partners.SaveAsync(young, never, declined, byHand, brief);

        (await Job<RemindInvitationsJob>(partners).RunAsync(CancellationToken.None)).ShouldBe(0);
        (await EventsAsync(partners, EventNames.InvitationReminded)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Invitation_that_was_sent_again_is_reminded_of_again(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var invitation = Sent(partners, partners.Now.AddDays(-13));
        invitation.Remind(TimeSpan.FromHours(48), partners.Now.AddDays(-7)).ShouldBeTrue();
        PartnerWorld.Done(invitation.Resend(partners.World.Key, LinkPolicy.Default, partners.Now.AddDays(-6)));
        invitation.MarkSent(2, partners.Now.AddDays(-6));
        invitation.View(partners.Now.AddDays(-5));
        await partners.SaveAsync(invitation);

        (await Job<RemindInvitationsJob>(partners).RunAsync(CancellationToken.None)).ShouldBe(1);
        (await Job<RemindInvitationsJob>(partners).RunAsync(CancellationToken.None)).ShouldBe(0);
    }

    private static T Job<T>(PartnerWorld partners) =>
        ActivatorUtilities.CreateInstance<T>(partners.World.Services.Services);

    private static Invitation Sent(PartnerWorld partners, DateTimeOffset at, Language language = Language.En)
    {
        var invitation = Invited(partners, at: at, language: language);
        invitation.MarkSent(1, at);
        return invitation;
    }

    private static Invitation Invited(
        PartnerWorld partners,
        LinkPolicy? policy = null,
        DateTimeOffset? at = null,
        Language language = Language.En
    )
    {
        var invitation = Drafted(partners, at ?? partners.Now, policy, language);
        var link = invitation.Link(partners.World.Key, partners.Links);
        PartnerWorld.Done(invitation.Queue("Hello", $"{link}", partners.World.Key, partners.Links, at ?? partners.Now));
        return invitation;
    }

    private static Invitation Drafted(
        PartnerWorld partners,
        DateTimeOffset at,
        LinkPolicy? policy = null,
        Language language = Language.En
    ) =>
        PartnerWorld.Made(
            Invitation.DraftForCustomer(
                new InvitationId(partners.NewId()),
                partners.Reseller,
                partners.Admin.Id,
                PartnerWorld.Address(Recipient),
                jointWith: null,
                source: null,
                language,
                partners.World.Key,
                policy ?? LinkPolicy.Default,
                at
            )
        );

    /// <summary>The invitation's own mail has left long ago.</summary>
    private static async Task ForgetMailsAsync(PartnerWorld partners)
    {
        await using var db = partners.World.Database.Open(WorkerWorld.Everyone);
        await db.Outbox.ExecuteDeleteAsync();
    }

    private static async Task<IReadOnlyList<Persistence.Events.StoredEvent>> EventsAsync(
        PartnerWorld partners,
        string kind
    )
    {
        await using var db = partners.World.Database.Open(WorkerWorld.Everyone);
        return await db.Events.AsNoTracking().Where(row => row.Kind == kind).ToListAsync();
    }
}
