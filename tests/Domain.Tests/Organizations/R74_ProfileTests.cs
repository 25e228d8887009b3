using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Organizations;

/// <summary>What a partner changes of its profile once it is in the program, and how an earlier member joins (R10).</summary>
public sealed class R74_ProfileTests
{
    private static readonly UserId By = new(NewId());
    private static readonly ProfileChanges Nothing = new(null, null, null, null, null, []);

    [Fact]
    public void Only_a_partner_in_the_program_has_a_profile_to_change()
    {
        Change(Customer(), Nothing).ShouldBe([new NotInProgram()]);
        Change(Reseller(approved: false), Nothing).ShouldBe([new NotInProgram()]);
        Change(Reseller(), Nothing).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_given_stays_and_is_not_told()
    {
        var reseller = Member();

        Change(reseller, Nothing).ShouldBeEmpty();
        Change(reseller, Nothing with { LegalName = reseller.LegalProfile!.LegalName }).ShouldBeEmpty();
        Change(reseller, Nothing with { SupportContact = reseller.SupportContact }).ShouldBeEmpty();

        reseller.LegalProfile.ShouldBe(Legal());
        Told(reseller).ShouldBeEmpty();
    }

    [Fact]
    public void Each_part_that_changes_is_told_with_who_changed_it()
    {
        var reseller = Member();
        var support = new SupportContact(Email("new@contoso.example"), "+33 1", null);
        var business = new BusinessProfile("What we do", Contact("sales@contoso.example"), null);

        Change(reseller, new ProfileChanges(" Contoso SA ", null, null, support, business, [])).ShouldBeEmpty();

        reseller.LegalProfile.ShouldBe(Legal() with { LegalName = "Contoso SA" });
        reseller.SupportContact.ShouldBe(support);
        reseller.BusinessProfile.ShouldBe(business);
        Told(reseller)
            .ShouldBe([
                new OrganizationProfileChanged(reseller.Id, By, ProfilePart.BusinessProfile, Now),
                new OrganizationProfileChanged(reseller.Id, By, ProfilePart.LegalProfile, Now),
                new OrganizationProfileChanged(reseller.Id, By, ProfilePart.SupportContact, Now),
            ]);
    }

    [Fact]
    public void Address_and_contact_change_each_by_itself()
    {
        var reseller = Member();
        var (address, contact) = (Street() with { City = "Lyon" }, Contact("pierre@contoso.example"));

        Change(reseller, Nothing with { Address = address }).ShouldBeEmpty();
        Change(reseller, Nothing with { PrimaryContact = contact }).ShouldBeEmpty();

        reseller.LegalProfile.ShouldBe(Legal() with { Address = address, PrimaryContact = contact });
        Told(reseller).Count.ShouldBe(2);
    }

    [Fact]
    public void Each_wrong_part_is_named_and_nothing_changes()
    {
        var reseller = Member();
        var webMail = Contact("paula@gmail.com");
        var support = new SupportContact(Email("help@contoso.example"), new string('1', 41), null);
        var business = new BusinessProfile(null, webMail, null);
        var address = Street() with { City = " ", Country = Spain };

        Change(reseller, new ProfileChanges("\u0001", address, webMail with { FullName = " " }, support, business, []))
            .Select(refusal => string.Join('.', refusal.Path))
            .ShouldBe([
                "legalName",
                "address.country",
                "primaryContact.email",
                "address.city",
                "primaryContact.fullName",
                "supportContact.phone",
                "businessProfile.contact.email",
            ]);

        reseller.LegalProfile.ShouldBe(Legal());
        Told(reseller).ShouldBeEmpty();
    }

    [Fact]
    public void The_country_stays_since_the_MPN_ID_was_proven_for_it() =>
        Change(Member(), Nothing with { Address = Street() with { Country = Spain } })
            .ShouldBe([new CountryFixed("FR").At("address", "country")]);

    [Fact]
    public void A_legal_profile_that_is_not_there_yet_is_given_whole()
    {
        var provider = Provider();
        provider.LegalProfile.ShouldBeNull();

        Change(provider, Nothing with { LegalName = "Fabrikam" })
            .ShouldBe([new ValueRequired().At("address"), new ValueRequired().At("primaryContact")]);
        Change(provider, Nothing with { Address = Street() })
            .ShouldBe([new ValueRequired().At("legalName"), new ValueRequired().At("primaryContact")]);
        Change(provider, Nothing with { PrimaryContact = Contact() })
            .ShouldBe([new ValueRequired().At("legalName"), new ValueRequired().At("address")]);
    }

    [Fact]
    public void A_provider_stands_in_the_directory_with_a_contact()
    {
        var business = new BusinessProfile("About us", null, null);

        Change(Provider(), Nothing with { Business = business })
            .ShouldBe([new ValueRequired().At("businessProfile", "contact")]);
        Change(Member(), Nothing with { Business = business }).ShouldBeEmpty();
    }

    [Fact]
    public void A_wrong_business_profile_is_refused_under_its_name() =>
        Change(Member(), Nothing with { Business = new BusinessProfile(new string('a', 4001), null, null) })
            .Select(refusal => string.Join('.', refusal.Path))
            .ShouldBe(["businessProfile.about"]);

    [Fact]
    public void R10_An_earlier_member_joins_with_its_MPN_ID_and_legal_profile()
    {
        var reseller = Reseller(approved: false);

        reseller.JoinAsMember(" 4711 ", Legal(), WebMail, Now).ShouldBeDone();

        reseller.MpnId.ShouldBe("4711");
        reseller.LegalProfile.ShouldBe(Legal());
        reseller.ApprovedAt.ShouldBe(Now);
    }

    [Fact]
    public void R10_Each_wrong_part_of_an_earlier_member_is_named()
    {
        var reseller = Reseller(approved: false);
        var legal = new LegalProfile(
            " ",
            Street() with
            {
                City = "",
            },
            Contact("paula@gmail.com") with
            {
                FullName = "",
            }
        );

        reseller
            .JoinAsMember(new string('1', 51), legal, WebMail, Now)
            .Refusals.Select(refusal => string.Join('.', refusal.Path))
            .ShouldBe(["mpnId", "legalName", "contactEmail", "city", "fullName"]);

        reseller.MpnId.ShouldBeNull();
        reseller.IsApproved.ShouldBeFalse();
    }

    private static Organization Member()
    {
        var reseller = Reseller();
        reseller.EnterProgram(Legal(), Support(), Now);
        reseller.ClearEvents();
        return reseller;
    }

    private static IReadOnlyList<Refusal> Change(Organization organization, ProfileChanges changes) =>
        organization.ChangeProfile(changes, WebMail, By, Now).Refusals;

    private static IReadOnlyList<OrganizationProfileChanged> Told(Organization organization) =>
        [.. organization.PendingEvents().OfType<OrganizationProfileChanged>()];
}
