using FsCheck;
using FsCheck.Fluent;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Customers;

/// <summary>R51, R55, R56, R69: who shares which customer, and what it lets them do.</summary>
public sealed class CustomerSharingTests
{
    private readonly Organization _provider = Provider();
    private readonly Organization _reseller = Reseller();
    private readonly Organization _otherReseller = Reseller("Northwind");
    private readonly Organization _customer = Customer();
    private readonly Partnership _partnership;
    private readonly Partnership _otherPartnership;

    public CustomerSharingTests()
    {
        _partnership = PartnershipOf(_provider, _reseller);
        _otherPartnership = PartnershipOf(_provider, _otherReseller);
    }

    [Fact]
    public void R55_A_customer_of_both_made_through_this_reseller_is_shared() =>
        Shared(_partnership, OfReseller(_reseller), OfProvider(_reseller)).ShouldBeTrue();

    [Fact]
    public void R55_A_customer_of_one_side_alone_is_not_shared()
    {
        Shared(_partnership, OfReseller(_reseller)).ShouldBeFalse();
        Shared(_partnership, OfProvider(_reseller)).ShouldBeFalse();
    }

    [Fact]
    public void R55_A_providers_customer_through_reseller_A_never_shows_up_for_reseller_B()
    {
        CustomerAccess[] accesses = [OfReseller(_reseller), OfProvider(_reseller), OfReseller(_otherReseller)];

        Shared(_partnership, accesses).ShouldBeTrue();
        Shared(_otherPartnership, accesses).ShouldBeFalse();
    }

    [Fact]
    public void R55_Nothing_is_shared_once_a_part_of_it_has_ended()
    {
        var (ofReseller, ofProvider) = (OfReseller(_reseller), OfProvider(_reseller));
        ofReseller.End(_reseller.Id, Now);
        Shared(_partnership, ofReseller, ofProvider).ShouldBeFalse();
        ofProvider.End(_provider.Id, Now);
        Shared(_partnership, OfReseller(_reseller), ofProvider).ShouldBeFalse();
        _partnership.End(_reseller.Id, Now).ShouldBeDone();
        Shared(_partnership, OfReseller(_reseller), OfProvider(_reseller)).ShouldBeFalse();
    }

    [Fact]
    public void R56_A_provider_orders_through_its_own_relationship_and_the_resellers_grant()
    {
        var ties = Ties(_provider, [OfReseller(_reseller), OfProvider(_reseller)], _partnership);

        ties.ShouldBe(new CustomerTies(false, true, true, true));
        ties.Permit(CustomerAction.SubmitOrder).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void R56_Without_a_relationship_of_its_own_a_provider_orders_nothing() =>
        Ties(_provider, [OfReseller(_reseller)], _partnership)
            .Permit(CustomerAction.SubmitOrder)
            .Reason.ShouldBe(AbilityReason.NoRelationship);

    [Fact]
    public void R51_The_grant_of_another_reseller_does_not_count()
    {
        _partnership.End(_reseller.Id, Now).ShouldBeDone();

        Ties(_provider, [OfReseller(_reseller), OfProvider(_reseller)], _partnership, _otherPartnership)
            .Permit(CustomerAction.SubmitOrder)
            .Reason.ShouldBe(AbilityReason.NoOrderingGrant);
    }

    [Fact]
    public void R53_Ordering_stays_when_administration_is_taken_back()
    {
        _partnership.RemoveAdministration(_reseller.Id, Now).ShouldBeDone();

        Ties(_provider, [OfReseller(_reseller), OfProvider(_reseller)], _partnership)
            .Permit(CustomerAction.SubmitOrder)
            .Allowed.ShouldBeTrue();
    }

    [Fact]
    public void R69_A_reseller_without_a_relationship_does_nothing() =>
        Ties(_otherReseller, [OfReseller(_reseller), OfProvider(_reseller)], _otherPartnership)
            .ShouldBe(CustomerTies.None);

    [Fact]
    public void R68_Where_a_customer_came_from_is_kept()
    {
        OfReseller(_reseller).Source.ShouldBe(CustomerSource.ProgramReferral);
    }

    [Fact]
    public void A_relationship_is_told_to_the_partner_and_the_customer_and_ends_once()
    {
        var access = OfProvider(_reseller);

        access.End(_reseller.Id, Now);
        access.End(_reseller.Id, Now.AddDays(1));

        access.EndedAt.ShouldBe(Now);
        access
            .PendingEvents()
            .Select(happened => happened.Name)
            .ShouldBe(["customer.accessGranted", "customer.accessEnded"]);
        access
            .PendingEvents()
            .ShouldAllBe(happened => happened.Concerns.SequenceEqual(new[] { _provider.Id, _customer.Id }));
    }

    [Fact]
    public void R55_R77_What_was_made_through_a_reseller_ends_with_the_resellers_own_relationship()
    {
        var (own, through, elsewhere) = (OfReseller(_reseller), OfProvider(_reseller), OfProvider(_otherReseller));
        CustomerAccess[] accesses = [own, through, elsewhere, OfReseller(_otherReseller)];

        CustomerSharing.EndingWith(_reseller.Id, _customer.Id, accesses).ShouldBe([own, through]);
        CustomerSharing.EndingWith(_provider.Id, _customer.Id, accesses).ShouldBe([through, elsewhere]);
        CustomerSharing.EndingWith(_reseller.Id, Customer().Id, accesses).ShouldBeEmpty();
    }

    [Fact]
    public void What_has_ended_does_not_end_again_and_nobody_ends_what_is_made_through_them_alone()
    {
        CustomerSharing.EndingWith(_reseller.Id, _customer.Id, [Ended(OfReseller(_reseller))]).ShouldBeEmpty();
        CustomerSharing.EndingWith(_reseller.Id, _customer.Id, [OfProvider(_reseller)]).ShouldBeEmpty();
    }

    [Fact]
    public void R55_Rows_of_other_customers_and_other_partners_never_change_what_is_shared() =>
        Prop.ForAll(
                Gen.Choose(0, 5).ListOf().ToArbitrary(),
                kinds =>
                {
                    var noise = kinds
                        .Select(kind =>
                            kind switch
                            {
                                0 => OfReseller(_otherReseller),
                                1 => OfProvider(_otherReseller),
                                2 => CustomerAccess.ForReseller(NewAccess(), _reseller.Id, Customer().Id, null, Now),
                                3 => CustomerAccess.ForProvider(
                                    NewAccess(),
                                    _provider.Id,
                                    Customer().Id,
                                    _reseller.Id,
                                    null,
                                    Now
                                ),
                                4 => CustomerAccess.ForProvider(
                                    NewAccess(),
                                    Provider().Id,
                                    _customer.Id,
                                    _reseller.Id,
                                    null,
                                    Now
                                ),
                                _ => Ended(OfProvider(_reseller)),
                            }
                        )
                        .ToList();
                    return !CustomerSharing.IsShared(_customer.Id, _partnership, [OfReseller(_reseller), .. noise])
                        && CustomerSharing.IsShared(
                            _customer.Id,
                            _partnership,
                            [.. noise, OfReseller(_reseller), OfProvider(_reseller)]
                        );
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Partnerships_with_others_take_nothing_away()
    {
        var ties = Ties(
            _provider,
            [OfReseller(_reseller), OfProvider(_reseller)],
            PartnershipOf(_provider, Reseller("Wingtip")),
            _partnership,
            _otherPartnership
        );

        ties.OrderingGranted.ShouldBeTrue();
        ties.SharedByPartner.ShouldBeTrue();
    }

    [Fact]
    public void R69_Only_an_active_relationship_with_this_very_customer_binds()
    {
        var other = Customer("Wingtip");
        var withOther = CustomerAccess.ForReseller(
            NewAccess(),
            _reseller.Id,
            other.Id,
            CustomerSource.OwnMarketing,
            Now
        );

        Ties(_reseller, [withOther]).AsReseller.ShouldBeFalse();
        Ties(_reseller, [Ended(OfReseller(_reseller))]).AsReseller.ShouldBeFalse();
        Ties(_reseller, [OfReseller(_otherReseller)]).AsReseller.ShouldBeFalse();
    }

    [Fact]
    public void R55_A_provider_that_is_no_reseller_does_not_stand_in_for_one()
    {
        var asProvider = CustomerAccess.ForProvider(
            NewAccess(),
            _reseller.Id,
            _customer.Id,
            _otherReseller.Id,
            CustomerSource.ProgramReferral,
            Now
        );

        Shared(_partnership, asProvider, OfProvider(_reseller)).ShouldBeFalse();
        Shared(_partnership, OfReseller(_otherReseller), OfProvider(_reseller)).ShouldBeFalse();
    }

    private bool Shared(Partnership partnership, params CustomerAccess[] accesses) =>
        CustomerSharing.IsShared(_customer.Id, partnership, accesses);

    private CustomerTies Ties(
        Organization organization,
        CustomerAccess[] accesses,
        params Partnership[] partnerships
    ) => CustomerSharing.Ties(organization.Id, _customer.Id, accesses, partnerships);

    private CustomerAccess OfReseller(Organization reseller) =>
        CustomerAccess.ForReseller(NewAccess(), reseller.Id, _customer.Id, CustomerSource.ProgramReferral, Now);

    private CustomerAccess OfProvider(Organization via) =>
        CustomerAccess.ForProvider(
            NewAccess(),
            _provider.Id,
            _customer.Id,
            via.Id,
            CustomerSource.ProgramReferral,
            Now
        );

    private static CustomerAccess Ended(CustomerAccess access)
    {
        access.End(access.OrganizationId, Now);
        return access;
    }

    private static CustomerAccessId NewAccess() => new(NewId());
}
