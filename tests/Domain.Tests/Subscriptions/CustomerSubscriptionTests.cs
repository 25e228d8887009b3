using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Subscriptions;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Subscriptions;

/// <summary>R75: what a subscription allows in which state.</summary>
public sealed class CustomerSubscriptionTests
{
    [Fact]
    public void An_active_one_is_suspended_and_changed_but_not_reactivated()
    {
        var one = Subscription(SubscriptionStatus.Active, quantity: 5, assigned: 2);

        one.MaySuspend().ShouldBeDone();
        one.MayChangeQuantity(2).ShouldBeDone();
        one.MayChangeQuantity(1_000_000).ShouldBeDone();
        one.MayAssignLicense().ShouldBeDone();
        one.MayReactivate().ShouldBeRefused(new SubscriptionNotSuspended(SubscriptionStatus.Active));
    }

    [Theory]
    [InlineData(SubscriptionStatus.Suspended)]
    [InlineData(SubscriptionStatus.Cancelled)]
    public void One_that_rests_changes_nothing(SubscriptionStatus status)
    {
        var one = Subscription(status, quantity: 5, assigned: 2);

        one.MaySuspend().ShouldBeRefused(new SubscriptionNotActive(status));
        one.MayChangeQuantity(6).ShouldBeRefused(new SubscriptionNotActive(status));
        one.MayAssignLicense().ShouldBeRefused(new SubscriptionNotActive(status));
    }

    [Fact]
    public void Only_a_suspended_one_is_reactivated()
    {
        Subscription(SubscriptionStatus.Suspended, 5, 0).MayReactivate().ShouldBeDone();
        Subscription(SubscriptionStatus.Cancelled, 5, 0)
            .MayReactivate()
            .ShouldBeRefused(new SubscriptionNotSuspended(SubscriptionStatus.Cancelled));
    }

    [Fact]
    public void R75_One_that_runs_or_rests_is_cancelled_once()
    {
        Subscription(SubscriptionStatus.Active, 5, 2).MayCancel().ShouldBeDone();
        Subscription(SubscriptionStatus.Suspended, 5, 2).MayCancel().ShouldBeDone();
        Subscription(SubscriptionStatus.Cancelled, 5, 0)
            .MayCancel()
            .ShouldBeRefused(new SubscriptionCancelledAlready());
        new SubscriptionCancelledAlready().Code.ShouldBe(UserErrorCode.IllegalTransition);
    }

    [Fact]
    public void Licenses_that_people_hold_are_not_taken_away()
    {
        var one = Subscription(SubscriptionStatus.Active, quantity: 5, assigned: 3);

        one.MayChangeQuantity(2).ShouldBeRefused(new QuantityBelowAssigned(3).At("quantity"));
        one.MayChangeQuantity(3).ShouldBeDone();
        one.MayChangeQuantity(0).ShouldBeRefused(new QuantityOutOfRange(1, 1_000_000).At("quantity"));
    }

    [Fact]
    public void No_more_licenses_are_assigned_than_there_are()
    {
        Subscription(SubscriptionStatus.Active, 5, 4).MayAssignLicense().ShouldBeDone();
        Subscription(SubscriptionStatus.Active, 5, 5).MayAssignLicense().ShouldBeRefused(new NoLicenseLeft(5));
        new NoLicenseLeft(5).Code.ShouldBe(UserErrorCode.QuotaExceeded);
    }

    // As it comes from the store: state is set by statements there.
    private static CustomerSubscription Subscription(SubscriptionStatus status, int quantity, int assigned)
    {
        var reseller = new ResellerOfRecord(new OrganizationId(NewId()), "4711");
        var line = new RequestedLine(new OfferId(NewId()), quantity, "4711", new CustomerSubscriptionId(NewId()));
        var customer = new OrganizationId(NewId());
        var id = new OrderId(NewId());
        var one = Value(Order.Submit(id, customer, reseller.Id, null, [line], [reseller], Now)).Subscriptions[0];
        typeof(CustomerSubscription).GetProperty(nameof(one.Status))!.SetValue(one, status);
        typeof(CustomerSubscription).GetProperty(nameof(one.Assigned))!.SetValue(one, assigned);
        return one;
    }
}
