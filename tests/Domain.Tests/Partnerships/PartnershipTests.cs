using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Partnerships;

public sealed class PartnershipTests
{
    private readonly Organization _provider = Provider();
    private readonly Organization _reseller = Reseller();
    private readonly Partnership _partnership;

    public PartnershipTests() => _partnership = PartnershipOf(_provider, _reseller);

    [Fact]
    public void R51_R52_A_new_partnership_has_both_grants_and_is_told_to_both_sides()
    {
        _partnership.OrderingGranted.ShouldBeTrue();
        _partnership.AdministrationGranted.ShouldBeTrue();
        var told = _partnership.PendingEvents().ShouldHaveSingleItem();
        told.Name.ShouldBe("partnership.established");
        told.Concerns.ShouldBe([_provider.Id, _reseller.Id]);
        told.Facts["providerId"].ShouldBe(_provider.Id.Value.ToString());
    }

    [Fact]
    public void R52_Both_sides_read_who_has_begun_to_act_and_a_refusal_is_no_news()
    {
        var user = new UserId(NewId());

        _partnership.BeginActing(_provider.Id, GlobalAdmin, user, Now).IsSuccess.ShouldBeTrue();
        _partnership.BeginActing(_provider.Id, UserManagementAdmin, user, Now).IsSuccess.ShouldBeFalse();
        _partnership.BeginActing(_reseller.Id, GlobalAdmin, user, Now).IsSuccess.ShouldBeFalse();

        var told = _partnership.PendingEvents().Where(one => one.Name == "partnership.actingBegan").ToList();
        told.ShouldHaveSingleItem().Facts["userId"].ShouldBe(user.Value.ToString());
        told[0].Concerns.ShouldBe([_provider.Id, _reseller.Id]);
    }

    [Fact]
    public void R53_The_reseller_takes_back_administration_alone()
    {
        _partnership.RemoveAdministration(_reseller.Id, Now).ShouldBeDone();

        _partnership.AdministrationGranted.ShouldBeFalse();
        _partnership.OrderingGranted.ShouldBeTrue();
        _partnership.IsActive.ShouldBeTrue();
    }

    [Fact]
    public void R53_Taking_it_back_twice_tells_it_once()
    {
        _partnership.RemoveAdministration(_reseller.Id, Now).ShouldBeDone();
        _partnership.RemoveAdministration(_reseller.Id, Now).ShouldBeDone();

        _partnership.PendingEvents().Count.ShouldBe(2);
    }

    [Fact]
    public void R53_Nobody_but_the_reseller_takes_it_back()
    {
        _partnership.RemoveAdministration(_provider.Id, Now).ShouldBeRefused(new NotFound());
        _partnership.RemoveAdministration(Reseller().Id, Now).ShouldBeRefused(new NotFound());
        _partnership.AdministrationGranted.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Either_side_ends_a_partnership_and_the_grants_go_with_it(bool byProvider)
    {
        _partnership.End(byProvider ? _provider.Id : _reseller.Id, Now.AddDays(1)).ShouldBeDone();

        _partnership.Status.ShouldBe(PartnershipStatus.Ended);
        _partnership.EndedAt.ShouldBe(Now.AddDays(1));
        (_partnership.OrderingGranted || _partnership.AdministrationGranted).ShouldBeFalse();
    }

    [Fact]
    public void A_stranger_does_not_even_learn_that_a_partnership_exists() =>
        _partnership.End(Provider().Id, Now).ShouldBeRefused(new NotFound());

    [Fact]
    public void What_has_ended_stays_ended()
    {
        _partnership.End(_reseller.Id, Now).ShouldBeDone();

        _partnership.End(_provider.Id, Now).ShouldBeRefused(new PartnershipNotActive());
        _partnership.RemoveAdministration(_reseller.Id, Now).ShouldBeRefused(new PartnershipNotActive());
    }

    [Fact]
    public void R52_The_providers_global_admin_acts_as_a_user_management_admin_and_never_as_more()
    {
        var roles = Value(_partnership.ActFor(_provider.Id, new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin)));

        roles.ShouldBe(UserManagementAdmin);
    }

    [Fact]
    public void R52_Without_the_grant_or_without_being_global_admin_nobody_acts()
    {
        _partnership.ActFor(_provider.Id, UserManagementAdmin).ShouldBeRefused(new AdministrationNotGranted());
        _partnership.ActFor(_reseller.Id, GlobalAdmin).ShouldBeRefused(new NotFound());
        _partnership.RemoveAdministration(_reseller.Id, Now).ShouldBeDone();
        _partnership.ActFor(_provider.Id, GlobalAdmin).ShouldBeRefused(new AdministrationNotGranted());
        _partnership.End(_reseller.Id, Now).ShouldBeDone();
        _partnership.ActFor(_provider.Id, GlobalAdmin).ShouldBeRefused(new NotFound());
    }

    [Fact]
    public void An_organization_is_no_partner_of_itself() =>
        Should.Throw<ArgumentException>(() =>
            Partnership.Establish(new PartnershipId(NewId()), _provider.Id, _provider.Id, Now)
        );

    [Fact]
    public void The_end_of_a_partnership_is_told_to_both_sides()
    {
        _partnership.End(_reseller.Id, Now).ShouldBeDone();

        var told = _partnership.PendingEvents()[^1];
        told.Name.ShouldBe("partnership.ended");
        told.Concerns.ShouldBe([_provider.Id, _reseller.Id]);
    }
}
