using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Organizations;

public sealed class OrganizationTests
{
    [Fact]
    public void R1_A_reseller_starts_outside_the_program_and_a_provider_inside()
    {
        Reseller(approved: false).IsApproved.ShouldBeFalse();
        Provider().IsApproved.ShouldBeTrue();
        Provider().IsPartner.ShouldBeTrue();
        Customer().IsPartner.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_organization_needs_a_name(string name) =>
        Organization
            .CreateReseller(new OrganizationId(NewId()), name, France, Now)
            .ShouldBeRefused(new ValueRequired().At("name"));

    [Fact]
    public void A_provider_needs_an_mpn_id() =>
        Organization
            .CreateProvider(new OrganizationId(NewId()), "Fabrikam", France, " ", [], Now)
            .ShouldBeRefused(new ValueRequired().At("mpnId"));

    [Fact]
    public void R5_A_provider_states_each_service_once()
    {
        var provider = Value(
            Organization.CreateProvider(
                new OrganizationId(NewId()),
                "Fabrikam",
                France,
                "1",
                [ProviderService.Marketing, ProviderService.FinancingAndCredit, ProviderService.Marketing],
                Now
            )
        );

        provider.Services.ShouldBe([ProviderService.Marketing, ProviderService.FinancingAndCredit]);
    }

    [Theory]
    [InlineData("Tailspin.EXAMPLE", "tailspin.example")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_customers_domain_is_normalized(string? given, string? kept) =>
        Value(Organization.CreateCustomer(new OrganizationId(NewId()), "Tailspin", France, given, Now))
            .Domain.ShouldBe(kept);

    [Fact]
    public void A_customers_domain_is_a_domain() =>
        Organization
            .CreateCustomer(new OrganizationId(NewId()), "Tailspin", France, "not a domain", Now)
            .ShouldBeRefused(new DomainNameInvalid().At("domain"));

    [Fact]
    public void R16_Incentives_benefits_and_competencies_move_with_the_mpn_id()
    {
        var reseller = Reseller(approved: false);

        reseller.LinkMembership(Membership());

        reseller.MpnId.ShouldBe("4711");
        reseller.Incentives.ShouldBe(["Rebate"]);
        reseller.Benefits.ShouldBe(["Cloud credits"]);
        reseller.Competencies.ShouldBe(["Security"]);
    }

    [Fact]
    public void An_approved_organization_keeps_its_mpn_id()
    {
        var (inside, outside) = (Reseller(approved: true), Reseller(approved: false));
        inside.LinkMembership(Membership());
        outside.LinkMembership(Membership());

        inside.ReleaseMembership();
        outside.ReleaseMembership();

        inside.MpnId.ShouldBe("4711");
        outside.MpnId.ShouldBeNull();
        outside.Incentives.ShouldBeEmpty();
    }

    [Fact]
    public void R76_A_business_profile_is_checked_field_by_field()
    {
        var provider = Provider();
        var contact = new Contact("", Email("sales@fabrikam.example"), null);

        var outcome = provider.DescribeBusiness(
            new BusinessProfile("About us", contact, new Uri("ftp://fabrikam.example")),
            [ProviderService.Marketing]
        );

        outcome.Refusals.ShouldBe([new UrlInvalid().At("website"), new ValueRequired().At("contact", "fullName")]);
        provider.BusinessProfile.ShouldBeNull();
    }

    [Fact]
    public void R6_The_directory_entry_gives_a_contact()
    {
        var provider = Provider();

        provider
            .DescribeBusiness(
                new BusinessProfile("About us", Contact("sales@fabrikam.example"), null),
                [ProviderService.TechnicalTrainingAndAssistance]
            )
            .ShouldBeDone();

        provider.BusinessProfile!.Contact!.Email.Value.ShouldBe("sales@fabrikam.example");
        provider.Services.ShouldBe([ProviderService.TechnicalTrainingAndAssistance]);
    }

    [Fact]
    public void A_customer_is_in_no_program_and_the_operator_needs_no_review()
    {
        Customer().IsApproved.ShouldBeFalse();
        Value(Organization.CreateOperator(new OrganizationId(NewId()), "Program", France, Now))
            .IsApproved.ShouldBeTrue();
    }

    [Fact]
    public void R16_What_is_given_free_takes_everything_along()
    {
        var reseller = Reseller(approved: false);
        reseller.LinkMembership(Membership());

        reseller.ReleaseMembership();

        reseller.MpnId.ShouldBeNull();
        reseller.Incentives.ShouldBeEmpty();
        reseller.Benefits.ShouldBeEmpty();
        reseller.Competencies.ShouldBeEmpty();
    }

    [Fact]
    public void R28_Who_is_in_the_program_entered_it_once()
    {
        var reseller = Reseller();

        reseller.EnterProgram(Legal(), Support(), Now.AddDays(9));

        reseller.ApprovedAt.ShouldBe(Now);
    }

    [Fact]
    public void R76_Each_wrong_part_of_a_business_profile_is_named()
    {
        var contact = new Contact(" ", Email("terms@fabrikam.example"), new string('1', 41));
        var profile = new BusinessProfile(new string('a', 4001), contact, new Uri("ftp://fabrikam.example/"));

        var refused = Provider().DescribeBusiness(profile, []).Refusals;

        refused
            .Select(refusal => string.Join('.', refusal.Path))
            .ShouldBe(["about", "website", "contact.fullName", "contact.phone"]);
    }

    [Fact]
    public void R76_What_is_not_said_about_a_business_is_not_wrong()
    {
        var provider = Provider();

        provider
            .DescribeBusiness(
                new BusinessProfile(null, null, null),
                [ProviderService.FinancingAndCredit, ProviderService.TechnicalTrainingAndAssistance]
            )
            .ShouldBeDone();

        provider.Services.ShouldBe([
            ProviderService.TechnicalTrainingAndAssistance,
            ProviderService.FinancingAndCredit,
        ]);
    }

    [Fact]
    public void Each_wrong_part_of_an_address_and_a_contact_is_named()
    {
        var address = new Address(" ", "\u0001", "", "\u0002", new string('1', 21), France);
        var support = new SupportContact(Email("help@contoso.example"), " ", new Uri("ftp://contoso.example/"));

        address
            .Check()
            .Select(refusal => refusal.Path.Single())
            .ShouldBe(["line1", "line2", "city", "region", "postalCode"]);
        support.Check().Select(refusal => refusal.Path.Single()).ShouldBe(["phone", "website"]);
    }

    [Fact]
    public void A_legal_profile_is_whole_or_none()
    {
        LegalProfile.WhenComplete(null, Street(), Contact()).ShouldBeNull();
        LegalProfile.WhenComplete("Contoso", null, Contact()).ShouldBeNull();
        LegalProfile.WhenComplete("Contoso", Street(), null).ShouldBeNull();
        LegalProfile.WhenComplete("Contoso", Street(), Contact()).ShouldNotBeNull();
    }

    [Fact]
    public void R22_Services_of_every_sort_and_part_of_the_world_are_on_the_list()
    {
        string[] some =
        [
            "gmail.com",
            "aol.com",
            "proton.me",
            "gmx.de",
            "mail.ru",
            "qq.com",
            "orange.fr",
            "wp.pl",
            "mailinator.com",
        ];

        some.ShouldAllBe(domain => WebMail.Contains(domain));
        WebMail.Contains("mail.contoso.example").ShouldBeFalse();
    }

    [Theory]
    [InlineData("AD")]
    [InlineData("CA")]
    [InlineData("GA")]
    [InlineData("KE")]
    [InlineData("MU")]
    [InlineData("SA")]
    [InlineData("UA")]
    public void Countries_from_A_to_Z_are_assigned(string code) => CountryCode.TryParse(code, out _).ShouldBeTrue();

    [Fact]
    public void What_is_no_country_is_told_by_its_exception() =>
        Should.Throw<FormatException>(() => CountryCode.Parse("XX")).Message.ShouldContain("ISO 3166-1");
}
