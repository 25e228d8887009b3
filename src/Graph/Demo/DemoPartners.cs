using PartnerGraph.Domain.Enrollments;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Graph.Demo;

/// <summary>The two tiers: providers with their directory entries, resellers on their way into the program, and who works with whom.</summary>
internal sealed class DemoPartners(DemoStage stage)
{
    private readonly Dictionary<(DemoOrganization Provider, DemoOrganization Reseller), Partnership> partnerships = [];

    public Partnership this[DemoOrganization provider, DemoOrganization reseller] => partnerships[(provider, reseller)];

    public async Task EnterAsync()
    {
        await ProviderAsync(
            DemoCast.Alpenland,
            "Training, on-site help and joint campaigns for resellers in Central Europe.",
            [ProviderService.TechnicalTrainingAndAssistance, ProviderService.Marketing]
        );
        await ProviderAsync(
            DemoCast.Harbor,
            "Credit terms from the first order, and a help line around the clock.",
            [ProviderService.FinancingAndCredit, ProviderService.TechnicalTrainingAndAssistance]
        );
        await ProviderAsync(
            DemoCast.Steppe,
            "Рассрочка и отсрочка платежа для партнёров в Казахстане.",
            [ProviderService.FinancingAndCredit]
        );

        await ResellerAsync(DemoCast.Birch, "Lindenstraße 4", "Berlin", daysAgo: 320);
        await ResellerAsync(DemoCast.Almaty, "Abay Avenue 52", "Almaty", daysAgo: 300);
        await ResellerAsync(DemoCast.Clearwater, "210 Harbor Street", "Portland", daysAgo: 40);
        await InReviewAsync();

        await PartnerAsync(DemoCast.Alpenland, DemoCast.Birch, daysAgo: 310);
        await PartnerAsync(DemoCast.Harbor, DemoCast.Birch, daysAgo: 280);
        var steppe = await PartnerAsync(DemoCast.Steppe, DemoCast.Almaty, daysAgo: 290);
        // R53: ordering stays.
        DemoStage.Done(steppe.RemoveAdministration(stage[DemoCast.Almaty].Id, stage.DaysAgo(200)));
    }

    private async Task ProviderAsync(DemoOrganization cast, string about, ProviderService[] services)
    {
        var at = stage.DaysAgo(330);
        var provider = DemoStage.Done(
            Organization.CreateProvider(Id(cast), cast.Name, CountryCode.Parse(cast.Country), cast.MpnId!, services, at)
        );
        var contact = new Contact(cast.Admin.Name, EmailAddress.Parse(cast.Admin.Email), Phone: null);
        var website = new Uri($"https://www.{cast.Domain}/partners");
        DemoStage.Done(provider.DescribeBusiness(new BusinessProfile(about, contact, website), services));
        await EnterAsync(cast, provider, at);
    }

    private async Task ResellerAsync(DemoOrganization cast, string street, string city, int daysAgo)
    {
        var (reseller, enrollment) = await EnrolledAsync(cast, street, city, stage.DaysAgo(daysAgo));
        var by = stage[DemoCast.Operator.Admin].AsActor();
        DemoStage.Done(VerifyAndWait(enrollment, stage.DaysAgo(daysAgo)));
        DemoStage.Done(enrollment.Approve(by, reason: null, reseller, stage[cast.Admin], stage.DaysAgo(daysAgo - 3)));
        DemoStage.WasMailedThen(enrollment);
    }

    private async Task InReviewAsync()
    {
        var submitted = stage.Now - TimeSpan.FromMinutes(50);
        var (_, enrollment) = await EnrolledAsync(DemoCast.Lindqvist, "Storgatan 12", "Uppsala", submitted);
        DemoStage.WasMailedThen(enrollment);
        // The mail about the review goes out now: there is one to read.
        DemoStage.Done(VerifyAndWait(enrollment, submitted));
    }

    private async Task<(Organization Reseller, Enrollment Enrollment)> EnrolledAsync(
        DemoOrganization cast,
        string street,
        string city,
        DateTimeOffset at
    )
    {
        var country = CountryCode.Parse(cast.Country);
        var reseller = DemoStage.Done(Organization.CreateReseller(Id(cast), cast.Name, country, at));
        await EnterAsync(cast, reseller, at);
        var enroller = stage[cast.Admin];
        var enrollment = DemoStage.Done(
            Enrollment.Start(new EnrollmentId(DemoIds.Of("enrollment", cast.Domain)), reseller, enroller, null, at)
        );
        DemoStage.Done(enrollment.ChooseMembershipProfile(DemoMemberships.ProfileOf(cast), reseller, linkedTo: null));
        var changes = new EnrollmentChanges(
            cast.Name,
            new Address(street, null, city, null, null, country),
            new Contact(cast.Admin.Name, enroller.Email, Phone: null),
            new SupportContact(
                EmailAddress.Parse($"support@{cast.Domain}"),
                null,
                new Uri($"https://help.{cast.Domain}")
            )
        );
        var tools = stage.Tools;
        DemoStage.Done(enrollment.Update(changes, tools.WebMail, tools.Key, tools.Policy, at));
        DemoStage.Done(enrollment.Submit(enroller.AsActor(), tools.WebMail, tools.Key, tools.Policy, at));
        stage.Db.Enrollments.Add(enrollment);
        return (reseller, enrollment);
    }

    private Domain.Refusals.Outcome VerifyAndWait(Enrollment enrollment, DateTimeOffset submitted) =>
        enrollment.VerifyContactEmail(enrollment.LinkSecret(stage.Tools.Key), submitted + TimeSpan.FromMinutes(30));

    private async Task<Partnership> PartnerAsync(DemoOrganization provider, DemoOrganization reseller, int daysAgo)
    {
        var (name, at) = ($"{provider.Domain} {reseller.Domain}", stage.DaysAgo(daysAgo));
        var invitation = new DemoInvitations(stage, this).ToReseller(provider, reseller.Admin.Email, daysAgo);
        DemoStage.WasMailedThen(invitation);
        invitation.MarkSent(invitation.Generation, at);
        invitation.View(at + TimeSpan.FromHours(1));
        var acceptor = new Acceptor(stage[reseller], stage[reseller.Admin], OrganizationHasRecipient: true);
        var partnership = DemoStage.Done(
            invitation.AcceptPartnership(
                acceptor,
                confirmed: true,
                new PartnershipId(DemoIds.Of("partnership", name, TimeSpan.FromDays(daysAgo))),
                existing: null,
                stage.Tools.WebMail,
                at + TimeSpan.FromHours(2)
            )
        );
        stage.Db.Partnerships.Add(partnership);
        partnerships.Add((provider, reseller), partnership);
        // One after the other, so that the events' positions tell the order in which it happened.
        await stage.Db.SaveChangesAsync();
        return partnership;
    }

    private async Task EnterAsync(DemoOrganization cast, Organization organization, DateTimeOffset at)
    {
        stage.Enter(cast, organization);
        foreach (var person in cast.People)
            await stage.EnterAsync(cast, person, at);
    }

    internal static OrganizationId Id(DemoOrganization cast) => new(DemoIds.Of("organization", cast.Domain));
}
