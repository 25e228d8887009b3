using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Administration;

/// <summary>R72: asked, consented to, warned of, and over.</summary>
public sealed class AdministrationGrantTests
{
    private readonly Organization _reseller = Reseller();
    private readonly Organization _customer = Customer();
    private readonly UserId _agent = new(NewId());

    [Theory]
    [InlineData(0)]
    [InlineData(731)]
    public void R72_A_grant_lasts_from_one_day_to_two_years(int days) =>
        Ask(days).ShouldBeRefused(new AdministrationDaysOutOfRange(1, 730).At("days"));

    [Fact]
    public void R72_Nothing_is_granted_before_the_customer_consents()
    {
        var grant = Value(Ask(90));

        grant.IsActiveAt(Now).ShouldBeFalse();
        grant.Approve(_reseller.Id, Now).ShouldBeRefused(new NotFound());
        grant.Approve(_customer.Id, Now.AddDays(3)).ShouldBeDone();
        grant.ExpiresAt.ShouldBe(Now.AddDays(93));
        grant
            .Approve(_customer.Id, Now)
            .ShouldBeRefused(new AdministrationNotWaiting(AdministrationGrantStatus.Active));
        grant.PendingEvents().Select(one => one.TellsAdminsOf.Single()).ShouldBe([_customer.Id, _reseller.Id]);
    }

    [Fact]
    public void R72_One_request_waits_at_a_time_and_declining_or_withdrawing_makes_room()
    {
        var first = Value(Ask(90));
        Ask(30, first).ShouldBeRefused(new AdministrationAskedAlready());
        first.Decline(_customer.Id, Now).ShouldBeDone();
        var second = Value(Ask(30, first));
        second.End(_customer.Id, Now).ShouldBeRefused(new AdministrationNotActive(AdministrationGrantStatus.Requested));
        second.End(_reseller.Id, Now).ShouldBeDone();
        second.Status.ShouldBe(AdministrationGrantStatus.Withdrawn);
    }

    [Fact]
    public void R72_It_is_extended_by_consent_only()
    {
        var grant = Active(60);

        grant
            .RequestExtension(_reseller.Id, 60, Now)
            .ShouldBeRefused(new AdministrationNoLonger(Now.AddDays(60)).At("days"));
        grant.RequestExtension(_reseller.Id, 100, Now.AddDays(10)).ShouldBeDone();
        grant.ExpiresAt.ShouldBe(Now.AddDays(60));
        grant.Decline(_customer.Id, Now.AddDays(11)).ShouldBeDone();
        grant.IsActiveAt(Now.AddDays(59)).ShouldBeTrue();
        grant.RequestExtension(_reseller.Id, 100, Now.AddDays(20)).ShouldBeDone();
        grant.Approve(_customer.Id, Now.AddDays(25)).ShouldBeDone();
        grant.ExpiresAt.ShouldBe(Now.AddDays(125));
    }

    [Fact]
    public void R72_Each_warning_is_given_once_and_the_end_is_noted_once()
    {
        var grant = Active(100);
        var warned = new List<string>();
        for (var hour = 0; hour <= 101 * 24; hour += 6)
        {
            var before = grant.PendingEvents().Count;
            while (grant.LookAtClock(Now.AddHours(hour)))
            {
                var last = grant.PendingEvents()[^1];
                warned.Add(last.Facts.GetValueOrDefault("days", last.Name));
            }
            (grant.PendingEvents().Count - before).ShouldBeLessThanOrEqualTo(1);
        }

        warned.ShouldBe(["30", "7", "1", "administration.expired"]);
    }

    [Fact]
    public void R72_A_late_look_gives_the_nearest_warning_alone_and_a_short_grant_is_not_warned_of_at_once()
    {
        var late = Active(100);
        late.LookAtClock(Now.AddDays(95)).ShouldBeTrue();
        late.LookAtClock(Now.AddDays(95)).ShouldBeFalse();
        late.PendingEvents()[^1].Facts["days"].ShouldBe("7");

        var brief = Active(7);
        brief.LookAtClock(Now).ShouldBeFalse();
        brief.LookAtClock(Now.AddDays(6)).ShouldBeTrue();
        brief.PendingEvents()[^1].Facts["days"].ShouldBe("1");
        Active(1).LookAtClock(Now.AddHours(12)).ShouldBeFalse();
    }

    [Fact]
    public void R72_Only_an_admin_agent_of_the_partner_acts_and_only_under_the_right_scope_in_time()
    {
        var agent = new Roles(AgentRole.AdminAgent, AdminRole.NotAnAdmin);
        var grant = Active(10);

        Value(grant.ActFor(_reseller.Id, agent, Now)).ShouldBe(UserManagementAdmin);
        grant.ActFor(_customer.Id, agent, Now).ShouldBeRefused(new NotFound());
        grant.ActFor(_reseller.Id, GlobalAdmin, Now).ShouldBeRefused(new AdminAgentRequired());
        grant.ActFor(_reseller.Id, agent, Now.AddDays(10)).ShouldBeRefused(new NoAdministrationGrant());
        var ordering = Value(Ask(10, scope: AdministrationScope.Ordering));
        ordering.Approve(_customer.Id, Now).ShouldBeDone();
        ordering.ActFor(_reseller.Id, agent, Now).ShouldBeRefused(new NoAdministrationGrant());
    }

    private AdministrationGrant Active(int days)
    {
        var grant = Value(Ask(days));
        grant.Approve(_customer.Id, Now).ShouldBeDone();
        return grant;
    }

    private Outcome<AdministrationGrant> Ask(
        int days,
        AdministrationGrant? existing = null,
        AdministrationScope scope = AdministrationScope.Administration
    ) =>
        AdministrationGrant.Request(
            new AdministrationGrantId(NewId()),
            _reseller.Id,
            _customer.Id,
            [scope],
            days,
            reason: null,
            _agent,
            existing is null ? [] : [existing],
            Now
        );
}
