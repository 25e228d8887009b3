using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Users;

public sealed class PersonLinkTests
{
    private readonly User _user = UserOf(Reseller(), GlobalAdmin);

    [Fact]
    public void R32_A_consent_link_names_the_membership_and_asks_for_a_mail()
    {
        var link = PersonLink.ForConsent(new PersonLinkId(NewId()), _user, Key, Policy, Now);

        link.UserId.ShouldBe(_user.Id);
        link.ExpiresAt.ShouldBe(Now + Policy.InvitationLifetime);
        var asked = link.PendingEvents().ShouldHaveSingleItem();
        asked.AsksForMail.ShouldBeTrue();
        asked.Facts["purpose"].ShouldBe("MEMBERSHIP_CONSENT");
    }

    [Fact]
    public void A_link_is_used_once()
    {
        var link = PersonLink.ForNewPassword(new PersonLinkId(NewId()), _user, Key, Policy, Now);

        link.Use(link.Secret(Key), Now).ShouldBeDone();
        link.Use(link.Secret(Key), Now).ShouldBeRefused(new LinkAlreadyUsed());
        link.UserId.ShouldBeNull();
    }

    [Fact]
    public void A_lapsed_link_is_told_to_whoever_holds_it_and_an_unknown_one_to_nobody()
    {
        var link = PersonLink.ForNewPassword(new PersonLinkId(NewId()), _user, Key, Policy, Now);
        var later = Now + Policy.VerificationLifetime;

        link.Use(link.Secret(Key), later).ShouldBeRefused(new LinkExpired(later));
        link.Use(Key.Derive(LinkPurpose.MembershipConsent, link.Id.Value, 1), later)
            .ShouldBeRefused(new LinkNotFound());
        link.UsedAt.ShouldBeNull();
    }
}
