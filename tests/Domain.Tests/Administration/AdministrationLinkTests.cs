using PartnerGraph.Domain.Administration;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Administration;

/// <summary>R80 to R82 for what a partner asks to be delegated.</summary>
public sealed class AdministrationLinkTests
{
    private static readonly LinkKey Secrets = new(new byte[LinkKey.Size]);
    private static readonly LinkAddress Address = new(new Uri("https://partners.example"));
    private static readonly TimeSpan Life = LinkPolicy.Default.InvitationLifetime;

    private readonly OrganizationId _reseller = Reseller().Id;
    private readonly OrganizationId _customer = Customer().Id;

    [Fact]
    public void R80_R81_It_leads_to_what_waits_until_it_lapses_or_is_answered()
    {
        var grant = Asked();
        var shown = SecretOf(grant);

        shown.Matches(grant.LinkSecretHash!).ShouldBeTrue();
        grant.RefuseAnswer(shown, Now + Life - TimeSpan.FromTicks(1)).ShouldBeNull();
        grant.RefuseAnswer(shown, Now + Life).ShouldBe(new LinkExpired(Now + Life));
        grant.Link(Secrets, Address, Now + Life).ShouldBeNull();
        grant.Approve(_customer, Now).ShouldBeDone();
        grant.RefuseLink(Now).ShouldBe(new AdministrationNotWaiting(AdministrationGrantStatus.Active));
        grant.Link(Secrets, Address, Now).ShouldBeNull();
    }

    [Fact]
    public void R82_A_newer_wish_has_a_link_of_its_own_and_the_one_before_is_unknown()
    {
        var grant = Asked();
        var first = SecretOf(grant);
        grant.Approve(_customer, Now).ShouldBeDone();
        grant.RequestExtension(_reseller, 60, Now).ShouldBeDone();
        grant.IssueLink(Secrets, LinkPolicy.Default, Now);

        grant.RefuseAnswer(first, Now).ShouldBe(new LinkNotFound());
        grant.RefuseAnswer(SecretOf(grant), Now).ShouldBeNull();
        // Without the grant that it would extend there is nothing to extend.
        grant.WaitsAt(Now.AddDays(30)).ShouldBeFalse();
    }

    private static LinkSecret SecretOf(AdministrationGrant grant) =>
        LinkSecret.TryParse(grant.Link(Secrets, Address, Now)!.Segments[^1], out var secret)
            ? secret
            : throw new InvalidOperationException("No link.");

    private AdministrationGrant Asked()
    {
        var grant = Value(
            AdministrationGrant.Request(
                new AdministrationGrantId(NewId()),
                _reseller,
                _customer,
                [AdministrationScope.Ordering],
                30,
                reason: null,
                new UserId(NewId()),
                [],
                Now
            )
        );
        grant.IssueLink(Secrets, LinkPolicy.Default, Now);
        return grant;
    }
}
