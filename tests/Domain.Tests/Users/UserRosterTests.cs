using FsCheck;
using FsCheck.Fluent;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Events;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Refusals;
using PartnerGraph.Domain.Users;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Users;

public sealed class UserRosterTests
{
    private static readonly Roles Helpdesk = new(AgentRole.HelpdeskAgent, AdminRole.NotAnAdmin);
    private readonly Organization _organization = Reseller();
    private readonly User _admin;
    private readonly PersonId _newPerson = new(NewId());

    public UserRosterTests() => _admin = UserOf(_organization, GlobalAdmin);

    [Fact]
    public void R32_A_user_is_added_with_name_address_and_both_levels()
    {
        var user = Value(Roster(_admin).Add(New("otto@contoso.example", Helpdesk), GlobalAdmin, null, _newPerson, Now));

        user.FullName.ShouldBe("Otto Agent");
        user.Email.Value.ShouldBe("otto@contoso.example");
        user.Roles.ShouldBe(Helpdesk);
        user.PersonId.ShouldBe(_newPerson);
        user.InForce.ShouldBeTrue();
        user.PendingEvents().ShouldBe([new UserAdded(user.Id, _organization.Id, Helpdesk, Now)]);
    }

    [Fact]
    public void R32_An_address_is_unique_without_regard_to_case() =>
        Roster(_admin)
            .Add(New("ANNA@Contoso.example", Helpdesk), GlobalAdmin, null, _newPerson, Now)
            .ShouldBeRefused(new EmailTaken("anna@contoso.example").At("email"));

    [Fact]
    public void R32_An_address_stays_taken_while_its_user_is_not_active()
    {
        var otto = UserOf(_organization, Helpdesk, "otto@contoso.example");
        Roster(_admin, otto).Deactivate(otto, GlobalAdmin, Now).ShouldBeDone();

        Roster(_admin, otto)
            .Add(New("otto@contoso.example", Helpdesk), GlobalAdmin, null, _newPerson, Now)
            .ShouldBeRefused(new EmailTaken("otto@contoso.example").At("email"));
    }

    [Fact]
    public void R32_The_same_person_may_belong_to_several_organizations_after_consenting()
    {
        var elsewhere = UserOf(Provider(), Helpdesk, "otto@fabrikam.example");

        var user = Value(
            Roster(_admin)
                .Add(
                    New("otto@fabrikam.example", Helpdesk),
                    GlobalAdmin,
                    new ExistingPerson(elsewhere.PersonId, EmailVerified: true),
                    _newPerson,
                    Now
                )
        );

        user.PersonId.ShouldBe(elsewhere.PersonId);
        user.ConsentPending.ShouldBeTrue();
        user.InForce.ShouldBeFalse();
        user.Consent();
        user.InForce.ShouldBeTrue();
    }

    [Fact]
    public void R32_An_account_whose_address_is_not_verified_joins_no_second_organization() =>
        Roster(_admin)
            .Add(
                New("otto@fabrikam.example", Helpdesk),
                GlobalAdmin,
                new ExistingPerson(new PersonId(NewId()), EmailVerified: false),
                _newPerson,
                Now
            )
            .ShouldBeRefused(new AccountNotVerified("otto@fabrikam.example").At("email"));

    [Fact]
    public void R32_A_name_is_needed() =>
        Roster(_admin)
            .Add(New("otto@contoso.example", Helpdesk) with { FullName = " " }, GlobalAdmin, null, _newPerson, Now)
            .ShouldBeRefused(new ValueRequired().At("fullName"));

    [Fact]
    public void R45_Only_a_global_admin_adds_a_global_admin()
    {
        Roster(_admin)
            .Add(New("otto@contoso.example", GlobalAdmin), UserManagementAdmin, null, _newPerson, Now)
            .ShouldBeRefused(new GlobalAdminRequired().At("adminRole"));
        Roster(_admin)
            .Add(New("otto@contoso.example", GlobalAdmin), GlobalAdmin, null, _newPerson, Now)
            .IsSuccess.ShouldBeTrue();
    }

    [Theory]
    [InlineData(AdminRole.UserManagementAdmin, AdminRole.NotAnAdmin, AdminRole.GlobalAdmin)]
    [InlineData(AdminRole.UserManagementAdmin, AdminRole.UserManagementAdmin, AdminRole.GlobalAdmin)]
    [InlineData(AdminRole.UserManagementAdmin, AdminRole.GlobalAdmin, AdminRole.NotAnAdmin)]
    [InlineData(AdminRole.UserManagementAdmin, AdminRole.GlobalAdmin, AdminRole.UserManagementAdmin)]
    [InlineData(AdminRole.NotAnAdmin, AdminRole.GlobalAdmin, AdminRole.NotAnAdmin)]
    public void R45_Only_a_global_admin_grants_or_takes_global_admin(AdminRole by, AdminRole before, AdminRole after)
    {
        var manager = UserOf(_organization, new Roles(AgentRole.NotAnAgent, by), "mia@contoso.example");
        var otto = UserOf(_organization, new Roles(AgentRole.NotAnAgent, before), "otto@contoso.example");

        Roster(_admin, manager, otto)
            .AssignRoles(otto, new Roles(AgentRole.NotAnAgent, after), manager, manager.Roles, Now)
            .ShouldBeRefused(new GlobalAdminRequired().At("adminRole"));
        otto.AdminRole.ShouldBe(before);
    }

    [Fact]
    public void R45_The_last_active_global_admin_cannot_be_demoted()
    {
        Roster(_admin)
            .AssignRoles(_admin, UserManagementAdmin, _admin, GlobalAdmin, Now)
            .ShouldBeRefused(new LastGlobalAdmin().At("adminRole"));
        _admin.Roles.ShouldBe(GlobalAdmin);
    }

    [Fact]
    public void R45_The_last_active_global_admin_cannot_be_disabled() =>
        Roster(_admin).Deactivate(_admin, GlobalAdmin, Now).ShouldBeRefused(new LastGlobalAdmin());

    [Fact]
    public void R45_One_of_two_global_admins_can_go()
    {
        var second = UserOf(_organization, GlobalAdmin, "gina@contoso.example");

        Roster(_admin, second).AssignRoles(_admin, Roles.None, _admin, GlobalAdmin, Now).ShouldBeDone();
        Roster(_admin, second).Deactivate(second, GlobalAdmin, Now).ShouldBeRefused(new LastGlobalAdmin());
    }

    [Fact]
    public void R45_A_global_admin_who_has_not_consented_yet_is_no_second_one()
    {
        var waiting = Value(
            Roster(_admin)
                .Add(
                    New("gina@fabrikam.example", GlobalAdmin),
                    GlobalAdmin,
                    new ExistingPerson(new PersonId(NewId()), EmailVerified: true),
                    _newPerson,
                    Now
                )
        );

        Roster(_admin, waiting).Deactivate(_admin, GlobalAdmin, Now).ShouldBeRefused(new LastGlobalAdmin());
    }

    [Fact]
    public void R45_Nobody_changes_their_own_level_without_user_management()
    {
        var otto = UserOf(_organization, Helpdesk, "otto@contoso.example");

        Roster(_admin, otto)
            .AssignRoles(otto, new Roles(AgentRole.AdminAgent, AdminRole.NotAnAdmin), otto, otto.Roles, Now)
            .ShouldBeRefused(new OwnRolesFixed());
    }

    [Fact]
    public void R34_A_user_management_admin_gives_every_level_below_global_admin()
    {
        var manager = UserOf(_organization, UserManagementAdmin, "mia@contoso.example");
        var otto = UserOf(_organization, Helpdesk, "otto@contoso.example");
        var roles = new Roles(AgentRole.AdminAgent, AdminRole.UserManagementAdmin);

        Roster(_admin, manager, otto).AssignRoles(otto, roles, manager, UserManagementAdmin, Now).ShouldBeDone();

        otto.Roles.ShouldBe(roles);
        otto.PendingEvents()[^1].ShouldBe(new UserRolesChanged(otto.Id, _organization.Id, roles, Now));
    }

    [Fact]
    public void Assigning_the_same_roles_changes_nothing()
    {
        var otto = UserOf(_organization, Helpdesk, "otto@contoso.example");
        otto.ClearEvents();

        Roster(_admin, otto).AssignRoles(otto, Helpdesk, _admin, GlobalAdmin, Now).ShouldBeDone();

        otto.PendingEvents().ShouldBeEmpty();
    }

    [Fact]
    public void A_user_management_admin_neither_disables_nor_resets_a_global_admin()
    {
        var second = UserOf(_organization, GlobalAdmin, "gina@contoso.example");

        Roster(_admin, second).Deactivate(second, UserManagementAdmin, Now).ShouldBeRefused(new GlobalAdminRequired());
        UserRoster.MayResetPassword(second, UserManagementAdmin).ShouldBeRefused(new GlobalAdminRequired());
        UserRoster.MayResetPassword(second, GlobalAdmin).ShouldBeDone();
    }

    [Fact]
    public void Deactivating_twice_tells_it_once()
    {
        var otto = UserOf(_organization, Helpdesk, "otto@contoso.example");

        Roster(_admin, otto).Deactivate(otto, GlobalAdmin, Now).ShouldBeDone();
        Roster(_admin, otto).Deactivate(otto, GlobalAdmin, Now).ShouldBeDone();

        otto.Active.ShouldBeFalse();
        otto.PendingEvents().Count(happened => happened.Name == EventNames.UserDeactivated).ShouldBe(1);
    }

    [Fact]
    public void R31_Setup_is_complete_while_one_active_admin_agent_exists()
    {
        var agent = UserOf(
            _organization,
            new Roles(AgentRole.AdminAgent, AdminRole.NotAnAdmin),
            "otto@contoso.example"
        );

        Roster(_admin).HasActiveAdminAgent.ShouldBeFalse();
        Roster(_admin, agent).HasActiveAdminAgent.ShouldBeTrue();
        Roster(_admin, agent).Deactivate(agent, GlobalAdmin, Now).ShouldBeDone();
        Roster(_admin, agent).HasActiveAdminAgent.ShouldBeFalse();
    }

    [Fact]
    public void A_roster_holds_the_users_of_one_organization() =>
        Should.Throw<ArgumentException>(() => Roster(_admin, UserOf(Provider(), Helpdesk, "x@fabrikam.example")));

    [Fact]
    public void R45_Whatever_is_tried_one_active_global_admin_remains() =>
        Prop.ForAll(
                Gen.Choose(0, 3).Zip(Gen.Choose(0, 3)).Zip(Gen.Choose(0, 9)).ListOf().ToArbitrary(),
                steps =>
                {
                    var users = new[] { "a", "b", "c", "d" }
                        .Select(
                            (name, i) =>
                                UserOf(_organization, i < 2 ? GlobalAdmin : Roles.None, $"{name}@contoso.example")
                        )
                        .ToArray();
                    foreach (var ((by, subject), roles) in steps)
                    {
                        var roster = Roster(users);
                        _ =
                            roles == 9
                                ? roster.Deactivate(users[subject], users[by].Roles, Now)
                                : roster.AssignRoles(
                                    users[subject],
                                    new Roles((AgentRole)(roles / 3), (AdminRole)(roles % 3)),
                                    users[by],
                                    users[by].Roles,
                                    Now
                                );
                    }

                    return users.Any(user => user is { Active: true, AdminRole: AdminRole.GlobalAdmin });
                }
            )
            .QuickCheckThrowOnFailure();

    private UserRoster Roster(params User[] users) => new(_organization.Id, users);

    private static NewUser New(string email, Roles roles) =>
        new(new UserId(NewId()), "Otto Agent", Email(email), roles, Language.Ru);
}
