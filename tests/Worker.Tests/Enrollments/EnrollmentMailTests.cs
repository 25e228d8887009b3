using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.Persistence.Outbox;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Enrollments;

public sealed class EnrollmentMailTests
{
    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task R23_R27_R28_Contact_is_mailed_the_link_and_each_change_of_status(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider, Language.Ru);
        var enrollment = Submitted(partners);
        await partners.SaveAsync(enrollment);
        var worker = await partners.World.StartWorkerAsync();

        var verify = await partners.World.Smtp.WaitForMailAsync(mail => mail.Links.Count > 0);
        verify.EnvelopeTo.ShouldBe("boris@contoso.example");
        verify.Header("To").ShouldBe("Борис Контактов <boris@contoso.example>");
        verify.Subject.ShouldBe("Подтвердите адрес для организации «Contoso»");
        var token = verify.Link("/verify/").Segments[^1];
        LinkSecret.TryParse(token, out var secret).ShouldBeTrue();

        await ChangeAsync(
            partners,
            one => PartnerWorld.Done(one.VerifyContactEmail(secret, partners.Now.AddMinutes(1)))
        );
        await ChangeAsync(
            partners,
            one =>
                PartnerWorld.Done(
                    one.RequestAction(new Actor("Operator", null), "Пришлите выписку.", partners.Now.AddMinutes(2))
                )
        );
        WorkerWorld.Ring(worker);

        await WaitForSubjectAsync(partners, "Регистрация организации «Contoso»: идет проверка");
        var action = await partners.World.Smtp.WaitForMailAsync(mail =>
            mail.Subject.EndsWith("требуется действие", StringComparison.Ordinal)
        );
        action.Text.ShouldContain("> Пришлите выписку.");
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Link_is_not_mailed_once_the_enrollment_is_withdrawn(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var enrollment = Submitted(partners);
        PartnerWorld.Done(enrollment.Withdraw(partners.Admin.AsActor(), partners.Reseller, partners.Now));
        await partners.SaveAsync(enrollment);
        await partners.World.StartWorkerAsync();

        await WaitForSubjectAsync(partners, "Enrollment of Contoso: withdrawn");
        await using var db = partners.World.Database.Open(WorkerWorld.Everyone);
        var row = await db
            .Outbox.AsNoTracking()
            .SingleAsync(message => message.Kind == "enrollment.verificationRequested");
        (await partners.World.WaitForAsync(row.Id, MailStatus.Dead)).LastError.ShouldBe(
            "The enrollment no longer waits for the address to be confirmed."
        );
        partners.World.Smtp.Mails.ShouldAllBe(mail => mail.Links.Count == 0);
    }

    private static Enrollment Submitted(PartnerWorld partners)
    {
        var profile = new MembershipProfile(
            "1001",
            "Contoso",
            partners.Reseller.Country,
            Active: true,
            "contoso.example",
            [],
            [],
            []
        );
        var enrollment = PartnerWorld.Made(
            Enrollment.Start(
                new EnrollmentId(partners.NewId()),
                partners.Reseller,
                partners.Admin,
                newest: null,
                partners.Now
            )
        );
        PartnerWorld.Done(enrollment.ChooseMembershipProfile(profile, partners.Reseller, linkedTo: null));
        var changes = new EnrollmentChanges(
            "Contoso",
            new Address("Main Street 1", null, "Berlin", null, "10115", partners.Reseller.Country),
            new Contact("Борис Контактов", PartnerWorld.Address("boris@contoso.example"), null),
            new SupportContact(PartnerWorld.Address("support@contoso.example"), null, null)
        );
        PartnerWorld.Done(
            enrollment.Update(changes, WebMailDomains.Default, partners.World.Key, LinkPolicy.Default, partners.Now)
        );
        PartnerWorld.Done(
            enrollment.Submit(
                partners.Admin.AsActor(),
                WebMailDomains.Default,
                partners.World.Key,
                LinkPolicy.Default,
                partners.Now
            )
        );
        return enrollment;
    }

    private static async Task ChangeAsync(PartnerWorld partners, Action<Enrollment> change)
    {
        await using var db = partners.World.Database.Open(WorkerWorld.Everyone);
        change(await db.Set<Enrollment>().SingleAsync());
        await db.SaveChangesAsync();
    }

    private static Task WaitForSubjectAsync(PartnerWorld partners, string subject) =>
        partners.World.Smtp.WaitForMailAsync(mail => mail.Subject == subject);
}
