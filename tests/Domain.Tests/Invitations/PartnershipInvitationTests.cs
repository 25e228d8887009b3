using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Invitations;
using PartnerGraph.Domain.Links;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Invitations;

/// <summary>R46 to R52: a provider's invitation to a reseller.</summary>
public sealed class PartnershipInvitationTests
{
    private readonly Organization _provider = Provider();
    private readonly Organization _reseller = Reseller();

    [Fact]
    public void R46_An_invitation_is_queued_for_the_worker_with_its_link_of_generation_one()
    {
        var invitation = Invite("anna@contoso.example");

        invitation.Status.ShouldBe(InvitationStatus.Queued);
        invitation.Sender.ShouldBe(InvitationSender.System);
        invitation.ExpiresAt.ShouldBe(Now.AddDays(7));
        var asked = invitation.PendingEvents().ShouldHaveSingleItem();
        asked.ShouldBe(new PartnershipInvited(invitation.Id, _provider.Id, 1, Now));
        asked.AsksForMail.ShouldBeTrue();
        asked.Facts["generation"].ShouldBe("1");
    }

    [Fact]
    public void R80_The_row_keeps_the_hash_and_the_link_is_derived()
    {
        var invitation = Invite("anna@contoso.example");
        var link = invitation.Link(Key, PublicLinks).AbsoluteUri;

        link.ShouldStartWith("https://partners.example/i/");
        link.Length.ShouldBe("https://partners.example/i/".Length + 43);
        invitation.SecretHash.ShouldBe(invitation.Secret(Key).Hash);
        invitation
            .PendingEvents()
            .SelectMany(happened => happened.Facts.Values)
            .ShouldAllBe(text => !link.EndsWith(text));
    }

    [Fact]
    public void R49_R50_The_recipient_as_global_admin_of_an_approved_reseller_authorizes_the_provider()
    {
        var invitation = Invite("anna@contoso.example");

        var partnership = Value(Accept(invitation, Admin("anna@contoso.example")));

        partnership.ProviderId.ShouldBe(_provider.Id);
        partnership.ResellerId.ShouldBe(_reseller.Id);
        partnership.IsActive.ShouldBeTrue();
        invitation.Status.ShouldBe(InvitationStatus.Accepted);
        invitation.PartnershipId.ShouldBe(partnership.Id);
    }

    [Fact]
    public void R84_Acceptance_is_told_to_the_inviter()
    {
        var invitation = Invite("anna@contoso.example");
        var partnership = Value(Accept(invitation, Admin("anna@contoso.example")));

        var told = invitation.PendingEvents()[^1];

        told.Name.ShouldBe("invitation.accepted");
        told.Version.ShouldBe(1);
        told.Concerns.ShouldBe([_provider.Id]);
        told.Facts["partnershipId"].ShouldBe(partnership.Id.Value.ToString());
        told.Facts["kind"].ShouldBe("PARTNERSHIP");
        told.Facts.ContainsKey("customerId").ShouldBeFalse();
    }

    [Fact]
    public void R49_Without_the_tick_nothing_happens()
    {
        var invitation = Invite("anna@contoso.example");

        Accept(invitation, Admin("anna@contoso.example"), confirmed: false).ShouldBeRefused(new ConfirmationRequired());

        invitation.Status.ShouldBe(InvitationStatus.Queued);
        invitation.PendingEvents().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("anna@contoso.example", "anna@contoso.example", false, true)]
    [InlineData("Anna@CONTOSO.example", "anna@contoso.example", false, true)]
    [InlineData("sales@contoso.example", "anna@contoso.example", false, true)]
    [InlineData("anna@fabrikam.example", "anna@contoso.example", false, false)]
    [InlineData("anna@fabrikam.example", "anna@contoso.example", true, true)]
    [InlineData("anna@mail.contoso.example", "anna@contoso.example", false, false)]
    [InlineData("somebody@gmail.com", "stranger@gmail.com", false, false)]
    [InlineData("somebody@gmail.com", "somebody@gmail.com", false, true)]
    public void R49_It_is_for_the_recipient_colleagues_and_the_recipients_organization(
        string recipient,
        string acceptor,
        bool organizationHasRecipient,
        bool admitted
    )
    {
        var by = Admin(acceptor) with { OrganizationHasRecipient = organizationHasRecipient };

        var outcome = Accept(Invite(recipient), by);

        outcome.IsSuccess.ShouldBe(admitted);
        if (!admitted)
        {
            outcome.ShouldBeRefused(new InvitationNotForYou());
        }
    }

    [Theory]
    [InlineData(AdminRole.NotAnAdmin)]
    [InlineData(AdminRole.UserManagementAdmin)]
    public void R45_Only_a_global_admin_accepts(AdminRole role)
    {
        var user = UserOf(_reseller, new Roles(AgentRole.AdminAgent, role));

        Accept(Invite("anna@contoso.example"), new Acceptor(_reseller, user, OrganizationHasRecipient: true))
            .ShouldBeRefused(new GlobalAdminRequired());
    }

    [Fact]
    public void R49_A_reseller_outside_the_program_is_told_so()
    {
        var outside = Reseller(approved: false);

        Accept(
                Invite("anna@contoso.example"),
                new Acceptor(outside, UserOf(outside, GlobalAdmin), OrganizationHasRecipient: true)
            )
            .ShouldBeRefused(new ResellerNotApproved());
    }

    [Fact]
    public void R49_Neither_providers_nor_customers_accept_a_partnership()
    {
        foreach (var organization in new[] { Provider("Other"), Customer() })
        {
            Accept(
                    Invite("anna@contoso.example"),
                    new Acceptor(organization, UserOf(organization, GlobalAdmin), OrganizationHasRecipient: true)
                )
                .ShouldBeRefused(new InvitationNotForYou());
        }
    }

    [Fact]
    public void R49_Somebody_else_is_not_even_told_that_a_tick_is_missing() =>
        Accept(Invite("anna@contoso.example"), Admin("eve@fabrikam.example"), confirmed: false)
            .ShouldBeRefused(new InvitationNotForYou());

    [Fact]
    public void R52_Authorizing_the_same_provider_anew_grants_again_what_was_taken_back()
    {
        var existing = PartnershipOf(_provider, _reseller);
        existing.RemoveAdministration(_reseller.Id, Now).ShouldBeDone();

        var partnership = Value(
            Accept(Invite("anna@contoso.example"), Admin("anna@contoso.example"), existing: existing)
        );

        partnership.ShouldBeSameAs(existing);
        partnership.AdministrationGranted.ShouldBeTrue();
    }

    [Fact]
    public void Another_pairs_partnership_is_a_bug_and_not_an_answer() =>
        Should.Throw<ArgumentException>(() =>
            Accept(
                Invite("anna@contoso.example"),
                Admin("anna@contoso.example"),
                existing: PartnershipOf(_provider, Reseller("Northwind"))
            )
        );

    [Fact]
    public void A_message_is_text_of_a_sane_length()
    {
        InviteWith("anna@contoso.example", new string('a', 2001))
            .ShouldBeRefused(new ValueTooLong(TextRules.ReasonLength).At("message"));
        InviteWith("anna@contoso.example", "bell\a").ShouldBeRefused(new ControlCharacterRefused().At("message"));
        Value(InviteWith("anna@contoso.example", " Hello,\nlet us work together. "))
            .Message.ShouldBe("Hello,\nlet us work together.");
    }

    [Fact]
    public void Only_a_provider_invites_resellers() =>
        Should.Throw<ArgumentException>(() =>
            Invitation.InviteReseller(
                new InvitationId(NewId()),
                _reseller,
                new UserId(NewId()),
                Email("x@contoso.example"),
                null,
                Language.En,
                Key,
                Policy,
                Now
            )
        );

    [Theory]
    [InlineData(99, 9, 499, null)]
    [InlineData(100, 0, 0, 100)]
    [InlineData(0, 10, 0, 10)]
    [InlineData(0, 0, 500, 500)]
    public void Invitations_a_day_are_limited_per_inviter_recipient_and_organization(
        int byInviter,
        int toRecipient,
        int byOrganization,
        int? refusedAt
    )
    {
        var outcome = InvitationQuota.Default.Check(byInviter, toRecipient, byOrganization);

        outcome.Refusals.ShouldBe(refusedAt is { } limit ? [new InvitationQuotaExceeded(limit)] : []);
    }

    [Fact]
    public void R80_The_secret_is_bound_to_the_kind_of_invitation()
    {
        var invitation = Invite("anna@contoso.example");

        invitation.Purpose.ShouldBe(LinkPurpose.PartnershipInvitation);
        invitation
            .Secret(Key)
            .Token.ShouldBe(Key.Derive(LinkPurpose.PartnershipInvitation, invitation.Id.Value, 1).Token);
    }

    [Fact]
    public void R82_That_an_invitation_is_over_is_told_before_anything_else()
    {
        var invitation = Invite("somebody@elsewhere.example");
        invitation.Decline(Now).ShouldBeDone();

        Accept(invitation, Admin("anna@contoso.example"), confirmed: false)
            .Refusals[0]
            .Code.ShouldBe(UserErrorCode.InvitationAlreadyUsed);
    }

    [Fact]
    public void R52_A_new_authorization_grants_ordering_as_well()
    {
        var partnership = PartnershipOf(_provider, _reseller);
        partnership.RemoveAdministration(_reseller.Id, Now).ShouldBeDone();

        Value(Accept(Invite("anna@contoso.example"), Admin("anna@contoso.example"), existing: partnership));

        partnership.OrderingGranted.ShouldBeTrue();
        partnership.AdministrationGranted.ShouldBeTrue();
    }

    private Acceptor Admin(string email) =>
        new(_reseller, UserOf(_reseller, GlobalAdmin, email), OrganizationHasRecipient: false);

    private Invitation Invite(string recipient) => Value(InviteWith(recipient, null));

    private Outcome<Invitation> InviteWith(string recipient, string? message) =>
        Invitation.InviteReseller(
            new InvitationId(NewId()),
            _provider,
            new UserId(NewId()),
            Email(recipient),
            message,
            Language.En,
            Key,
            Policy,
            Now
        );

    private static Outcome<Partnership> Accept(
        Invitation invitation,
        Acceptor by,
        bool confirmed = true,
        Partnership? existing = null
    ) => invitation.AcceptPartnership(by, confirmed, new PartnershipId(NewId()), existing, WebMail, Now);
}
