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
}
