using Microsoft.EntityFrameworkCore;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using PartnerGraph.Persistence.Databases;
using PartnerGraph.TestHosts.Smtp;
using PartnerGraph.Worker.Tests.Dispatch;

namespace PartnerGraph.Worker.Tests.Users;

public sealed class PersonLinkMailTests
{
    public static TheoryData<DatabaseProvider> Databases => [DatabaseProvider.Sqlite, DatabaseProvider.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task R32_Consent_is_asked_by_mail(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var (mail, link) = await MailOfAsync(
            partners,
            user =>
                PersonLink.ForConsent(
                    new PersonLinkId(partners.NewId()),
                    user,
                    partners.World.Key,
                    LinkPolicy.Default,
                    partners.Now
                )
        );

        mail.EnvelopeTo.ShouldBe("anna@contoso.example");
        mail.Subject.ShouldBe("Contoso would like to add you as a user");
        mail.Links.ShouldBe([partners.Links.For(LinkPurpose.MembershipConsent, link.Secret(partners.World.Key))]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task R38_Reset_link_goes_to_the_person(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider, Language.Ru);
        var (mail, link) = await MailOfAsync(
            partners,
            user =>
                PersonLink.ForNewPassword(
                    new PersonLinkId(partners.NewId()),
                    user,
                    partners.World.Key,
                    LinkPolicy.Default,
                    partners.Now
                )
        );

        mail.Subject.ShouldBe("Задайте новый пароль");
        mail.Text.ShouldContain("24 часа");
        mail.Links.ShouldBe([partners.Links.For(LinkPurpose.PasswordReset, link.Secret(partners.World.Key))]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_forgotten_passwords_link_goes_to_the_person(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider, Language.Ru);
        var (mail, link) = await MailOfAsync(
            partners,
            user =>
                PersonLink.ForRecovery(
                    new PersonLinkId(partners.NewId()),
                    user,
                    partners.World.Key,
                    LinkPolicy.Default,
                    partners.Now
                )
        );

        mail.Subject.ShouldBe("Выберите новый пароль");
        mail.Text.ShouldContain("Кто-то, вероятно вы, запросил новый пароль");
        mail.Links.ShouldBe([partners.Links.For(LinkPurpose.PasswordRecovery, link.Secret(partners.World.Key))]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_owner_of_an_address_is_asked_whether_the_account_is_theirs(DatabaseProvider provider)
    {
        await using var partners = await PartnerWorld.CreateAsync(provider);
        var (mail, link) = await MailOfAsync(
            partners,
            user =>
                PersonLink.ForAddressProof(
                    new PersonLinkId(partners.NewId()),
                    user,
                    partners.World.Key,
                    LinkPolicy.Default,
                    partners.Now
                )
        );

        mail.Subject.ShouldBe("Is this account yours?");
        mail.Text.ShouldContain("for the organization Contoso");
        mail.Links.ShouldBe([partners.Links.For(LinkPurpose.AddressProof, link.Secret(partners.World.Key))]);
    }

    private static async Task<(ReceivedMail Mail, PersonLink Link)> MailOfAsync(
        PartnerWorld partners,
        Func<User, PersonLink> make
    )
    {
        PersonLink link;
        await using (var db = partners.World.Database.Open(WorkerWorld.Everyone))
        {
            link = make(await db.Users.SingleAsync());
            db.Add(link);
            await db.SaveChangesAsync();
        }
        await partners.World.StartWorkerAsync();
        return (await partners.World.Smtp.WaitForMailAsync(), link);
    }
}
