using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Access;

/// <summary>R43 to R45 cell by cell: a cell that is not "yes" here is denied.</summary>
public sealed class RoleTableTests
{
    // columns: no role, helpdesk agent, admin agent, user management admin, global admin
    private const string OfAReseller = """
        ReadAccount                     no  no  yes yes yes
        ManageAccount                   no  no  no  no  yes
        ViewUsers                       no  no  no  yes yes
        ManageUsers                     no  no  no  yes yes
        ViewPartners                    no  yes yes yes yes
        ViewPartnerProfiles             no  no  yes yes yes
        AcceptPartnership               no  no  no  no  yes
        InviteReseller                  no  no  no  no  no
        ManagePartnerships              no  no  no  no  yes
        ActForResellers                 no  no  no  no  no
        ViewCustomers                   no  yes yes no  yes
        RequestCustomerRelationship     no  no  yes no  yes
        EndCustomerRelationship         no  no  no  no  yes
        ViewOwnServices                 no  no  no  no  no
        ViewInvitations                 no  no  yes no  yes
        ManageLeads                     no  no  yes no  yes
        OpenSupportTicket               no  no  no  no  yes
        RequestDelegatedAdministration  no  no  yes no  no
        DecideDelegatedAdministration   no  no  no  no  no
        ManageApiTokens                 no  yes yes yes yes
        ManageWebhooks                  no  no  no  no  yes
        AcceptCustomerInvitation        no  no  no  no  no
        ReviewEnrollments               no  no  no  no  no
        CreateProviders                 no  no  no  no  no
        ViewAllPartners                 no  no  no  no  no
        ViewAuditTrail                  no  no  no  no  yes
        OperateMail                     no  no  no  no  no
        ViewServiceIncidents            no  yes yes no  yes
        SetServiceHealth                no  no  no  no  no
        FollowServiceRequests           no  yes yes no  yes
        FollowSupportTickets            no  no  no  no  yes
        EnterLeads                      no  no  no  no  no
        ViewIncentives                  no  no  no  no  yes
        """;

    private const string OfAProvider = """
        ReadAccount                     no  no  yes yes yes
        ManageAccount                   no  no  no  no  yes
        ViewUsers                       no  no  no  yes yes
        ManageUsers                     no  no  no  yes yes
        ViewPartners                    no  yes yes yes yes
        ViewPartnerProfiles             no  no  yes yes yes
        AcceptPartnership               no  no  no  no  no
        InviteReseller                  no  no  no  no  yes
        ManagePartnerships              no  no  no  no  yes
        ActForResellers                 no  no  no  no  yes
        ViewCustomers                   no  yes yes no  yes
        RequestCustomerRelationship     no  no  no  no  no
        EndCustomerRelationship         no  no  no  no  yes
        ViewOwnServices                 no  no  no  no  no
        ViewInvitations                 no  no  yes no  yes
        ManageLeads                     no  no  yes no  yes
        OpenSupportTicket               no  no  no  no  yes
        RequestDelegatedAdministration  no  no  no  no  no
        DecideDelegatedAdministration   no  no  no  no  no
        ManageApiTokens                 no  yes yes yes yes
        ManageWebhooks                  no  no  no  no  yes
        AcceptCustomerInvitation        no  no  no  no  no
        ReviewEnrollments               no  no  no  no  no
        CreateProviders                 no  no  no  no  no
        ViewAllPartners                 no  no  no  no  no
        ViewAuditTrail                  no  no  no  no  yes
        OperateMail                     no  no  no  no  no
        ViewServiceIncidents            no  yes yes no  yes
        SetServiceHealth                no  no  no  no  no
        FollowServiceRequests           no  yes yes no  yes
        FollowSupportTickets            no  no  no  no  yes
        EnterLeads                      no  no  yes no  yes
        ViewIncentives                  no  no  no  no  yes
        """;

    private const string OfTheOperator = """
        ReadAccount                     no  no  yes yes yes
        ManageAccount                   no  no  no  no  yes
        ViewUsers                       no  no  no  yes yes
        ManageUsers                     no  no  no  yes yes
        ViewPartners                    no  yes yes yes yes
        ViewPartnerProfiles             no  no  yes yes yes
        AcceptPartnership               no  no  no  no  no
        InviteReseller                  no  no  no  no  no
        ManagePartnerships              no  no  no  no  no
        ActForResellers                 no  no  no  no  no
        ViewCustomers                   no  no  no  no  no
        RequestCustomerRelationship     no  no  no  no  no
        EndCustomerRelationship         no  no  no  no  no
        ViewOwnServices                 no  no  no  no  no
        ViewInvitations                 no  no  no  no  no
        ManageLeads                     no  no  yes no  yes
        OpenSupportTicket               no  no  no  no  no
        RequestDelegatedAdministration  no  no  no  no  no
        DecideDelegatedAdministration   no  no  no  no  no
        ManageApiTokens                 no  yes yes yes yes
        ManageWebhooks                  no  no  no  no  no
        AcceptCustomerInvitation        no  no  no  no  no
        ReviewEnrollments               no  no  no  no  yes
        CreateProviders                 no  no  no  no  yes
        ViewAllPartners                 no  no  no  no  yes
        ViewAuditTrail                  no  no  no  no  yes
        OperateMail                     no  no  no  no  yes
        ViewServiceIncidents            no  yes yes no  yes
        SetServiceHealth                no  no  no  no  yes
        FollowServiceRequests           no  yes yes no  yes
        FollowSupportTickets            no  no  no  no  yes
        EnterLeads                      no  no  yes no  yes
        ViewIncentives                  no  no  no  no  no
        """;

    private const string OfACustomer = """
        ReadAccount                     no  no  yes yes yes
        ManageAccount                   no  no  no  no  yes
        ViewUsers                       no  no  no  yes yes
        ManageUsers                     no  no  no  yes yes
        ViewPartners                    no  yes yes yes yes
        ViewPartnerProfiles             no  no  no  no  no
        AcceptPartnership               no  no  no  no  no
        InviteReseller                  no  no  no  no  no
        ManagePartnerships              no  no  no  no  no
        ActForResellers                 no  no  no  no  no
        ViewCustomers                   no  no  no  no  no
        RequestCustomerRelationship     no  no  no  no  no
        EndCustomerRelationship         no  no  no  no  yes
        ViewOwnServices                 no  no  no  yes yes
        ViewInvitations                 no  no  no  no  no
        ManageLeads                     no  no  no  no  no
        OpenSupportTicket               no  no  no  no  no
        RequestDelegatedAdministration  no  no  no  no  no
        DecideDelegatedAdministration   no  no  no  no  yes
        ManageApiTokens                 no  yes yes yes yes
        ManageWebhooks                  no  no  no  no  no
        AcceptCustomerInvitation        no  no  no  no  yes
        ReviewEnrollments               no  no  no  no  no
        CreateProviders                 no  no  no  no  no
        ViewAllPartners                 no  no  no  no  no
        ViewAuditTrail                  no  no  no  no  yes
        OperateMail                     no  no  no  no  no
        ViewServiceIncidents            no  no  no  no  no
        SetServiceHealth                no  no  no  no  no
        FollowServiceRequests           no  yes yes no  yes
        FollowSupportTickets            no  no  no  no  no
        EnterLeads                      no  no  no  no  no
        ViewIncentives                  no  no  no  no  no
        """;

    // The only column that reads as a family: R44.
    private const string ForACustomer = """
        View                Other      no  yes yes no  yes
        View                Office365  no  yes yes no  yes
        ViewServiceHealth   Other      no  yes yes no  yes
        ViewServiceHealth   Office365  no  yes yes no  yes
        SubmitOrder         Other      no  aa  yes no  no
        SubmitOrder         Azure      no  aa  yes no  no
        SubmitOrder         Office365  no  aa  yes no  no
        ManageSubscriptions Other      no  yes yes no  no
        ManageSubscriptions Azure      no  yes yes no  no
        ManageSubscriptions Dynamics365 no yes yes no  no
        ManageSubscriptions Office365  no  aa  yes no  no
        RequestSupport      Other      no  yes yes no  no
        RequestSupport      Azure      no  yes yes no  no
        RequestSupport      Dynamics365 no yes yes no  no
        RequestSupport      Office365  no  aa  yes no  no
        Administer          Other      no  aa  yes no  no
        Administer          Office365  no  aa  yes no  no
        """;

    private static readonly Roles[] Columns =
    [
        Roles.None,
        new(AgentRole.HelpdeskAgent, AdminRole.NotAnAdmin),
        new(AgentRole.AdminAgent, AdminRole.NotAnAdmin),
        UserManagementAdmin,
        GlobalAdmin,
    ];

    public static TheoryData<OrganizationKind, PartnerAction, Roles, bool> Cells()
    {
        var data = new TheoryData<OrganizationKind, PartnerAction, Roles, bool>();
        foreach (var (kind, table) in Tables())
        {
            foreach (var row in Rows(table))
            {
                for (var column = 0; column < Columns.Length; column++)
                {
                    data.Add(kind, Enum.Parse<PartnerAction>(row[0]), Columns[column], row[column + 1] == "yes");
                }
            }
        }

        return data;
    }

    public static TheoryData<CustomerAction, ProductFamily, Roles, string> CustomerCells()
    {
        var data = new TheoryData<CustomerAction, ProductFamily, Roles, string>();
        foreach (var row in Rows(ForACustomer))
        {
            for (var column = 0; column < Columns.Length; column++)
            {
                data.Add(
                    Enum.Parse<CustomerAction>(row[0]),
                    Enum.Parse<ProductFamily>(row[1]),
                    Columns[column],
                    row[column + 2]
                );
            }
        }

        return data;
    }

    [Theory]
    [InlineData(PartnerAction.ManageAccount)]
    [InlineData(PartnerAction.ViewUsers)]
    [InlineData(PartnerAction.ManageUsers)]
    [InlineData(PartnerAction.AcceptPartnership)]
    [InlineData(PartnerAction.ManagePartnerships)]
    [InlineData(PartnerAction.OpenSupportTicket)]
    public void R42_The_admin_level_rules_the_features_of_the_system_whatever_the_agent_level(PartnerAction feature)
    {
        foreach (var agent in Enum.GetValues<AgentRole>())
        {
            RoleTable
                .Gives(new Roles(agent, AdminRole.NotAnAdmin), OrganizationKind.IndirectReseller, feature)
                .ShouldBeFalse($"{agent} without an admin level");
            RoleTable
                .Gives(new Roles(agent, AdminRole.GlobalAdmin), OrganizationKind.IndirectReseller, feature)
                .ShouldBeTrue($"{agent} with the highest");
        }
    }

    [Fact]
    public void R52_R72_Whoever_acts_for_another_organization_reads_it_and_manages_its_users()
    {
        foreach (var kind in (OrganizationKind[])[OrganizationKind.IndirectReseller, OrganizationKind.Customer])
        {
            var acting = StandingOf(kind, UserManagementAdmin) with { ActsForAnother = true };
            Enum.GetValues<PartnerAction>()
                .Where(action => acting.May(action).Allowed)
                .ShouldBeSubsetOf([
                    PartnerAction.ReadAccount,
                    PartnerAction.ViewUsers,
                    PartnerAction.ManageUsers,
                    PartnerAction.ViewPartnerProfiles,
                ]);
            acting.May(PartnerAction.ManageUsers).Allowed.ShouldBeTrue();
            var armed = acting with { Roles = new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin) };
            Enum.GetValues<CustomerAction>()
                .ShouldAllBe(action => armed.May(action, null, All).Reason == AbilityReason.RoleMissing);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void R43_Each_cell_holds(OrganizationKind kind, PartnerAction action, Roles roles, bool allowed)
    {
        RoleTable.Gives(roles, kind, action).ShouldBe(allowed);

        var ability = StandingOf(kind, roles).May(action);
        ability.Allowed.ShouldBe(allowed);
        ability.Reason.ShouldBe(allowed ? null : AbilityReason.RoleMissing);
    }

    [Theory]
    [MemberData(nameof(CustomerCells))]
    public void R44_Each_cell_for_a_customer_holds(
        CustomerAction action,
        ProductFamily family,
        Roles roles,
        string cell
    )
    {
        AbilityReason? reason = cell switch
        {
            "yes" => null,
            "aa" => AbilityReason.AdminAgentRequired,
            _ => AbilityReason.RoleMissing,
        };

        RoleTable.For(roles, action, family).Reason.ShouldBe(reason);
    }

    [Fact]
    public void R43_The_tables_above_name_every_action_once()
    {
        foreach (var (_, table) in Tables())
        {
            Rows(table).Select(row => row[0]).ShouldBe(Enum.GetNames<PartnerAction>(), ignoreOrder: true);
        }

        Rows(ForACustomer)
            .Select(row => row[0])
            .Distinct()
            .ShouldBe(Enum.GetNames<CustomerAction>(), ignoreOrder: true);
    }

    [Fact]
    public void R40_Who_has_both_levels_may_what_either_gives()
    {
        foreach (var kind in Enum.GetValues<OrganizationKind>())
        foreach (var agent in Enum.GetValues<AgentRole>())
        foreach (var admin in Enum.GetValues<AdminRole>())
        foreach (var action in Enum.GetValues<PartnerAction>())
        {
            RoleTable
                .Gives(new Roles(agent, admin), kind, action)
                .ShouldBe(
                    RoleTable.Gives(new Roles(agent, AdminRole.NotAnAdmin), kind, action)
                        || RoleTable.Gives(new Roles(AgentRole.NotAnAgent, admin), kind, action)
                );
        }
    }

    [Fact]
    public void R40_A_user_with_neither_level_may_nothing()
    {
        foreach (var kind in Enum.GetValues<OrganizationKind>())
        {
            Enum.GetValues<PartnerAction>().ShouldAllBe(action => !RoleTable.Gives(Roles.None, kind, action));
        }

        Enum.GetValues<CustomerAction>().ShouldAllBe(action => !RoleTable.For(Roles.None, action, null).Allowed);
    }

    [Fact]
    public void R38_With_a_temporary_password_nothing_is_possible()
    {
        var standing = StandingOf(OrganizationKind.IndirectReseller, GlobalAdmin) with
        {
            PasswordChangeRequired = true,
        };

        Enum.GetValues<PartnerAction>()
            .ShouldAllBe(action => standing.May(action).Reason == AbilityReason.PasswordChangeRequired);
        Enum.GetValues<CustomerAction>()
            .ShouldAllBe(action => standing.May(action, null, All).Reason == AbilityReason.PasswordChangeRequired);
    }

    [Theory]
    [InlineData(PartnerAction.AcceptPartnership, false)]
    [InlineData(PartnerAction.ManagePartnerships, false)]
    [InlineData(PartnerAction.RequestCustomerRelationship, false)]
    [InlineData(PartnerAction.ManageLeads, false)]
    [InlineData(PartnerAction.RequestDelegatedAdministration, false)]
    [InlineData(PartnerAction.ManageAccount, true)]
    [InlineData(PartnerAction.ManageUsers, true)]
    [InlineData(PartnerAction.OpenSupportTicket, true)]
    public void Outside_the_program_a_reseller_deals_with_nobody(PartnerAction action, bool allowed)
    {
        var standing = StandingOf(
            OrganizationKind.IndirectReseller,
            new Roles(AgentRole.AdminAgent, AdminRole.GlobalAdmin)
        ) with
        {
            Approved = false,
        };

        standing.May(action).Reason.ShouldBe(allowed ? null : AbilityReason.NotApproved);
    }

    [Fact]
    public void R43_A_role_that_misses_is_told_before_the_approval_that_misses() =>
        (StandingOf(OrganizationKind.IndirectReseller, UserManagementAdmin) with { Approved = false })
            .May(PartnerAction.AcceptPartnership)
            .Reason.ShouldBe(AbilityReason.RoleMissing);

    private static readonly CustomerTies All = new(
        AsReseller: true,
        AsProvider: true,
        OrderingGranted: true,
        SharedByPartner: true
    );

    private static Standing StandingOf(OrganizationKind kind, Roles roles) =>
        new(new OrganizationId(NewId()), kind, Approved: true, roles, PasswordChangeRequired: false);

    private static IEnumerable<(OrganizationKind Kind, string Table)> Tables() =>
        [
            (OrganizationKind.IndirectReseller, OfAReseller),
            (OrganizationKind.IndirectProvider, OfAProvider),
            (OrganizationKind.Operator, OfTheOperator),
            (OrganizationKind.Customer, OfACustomer),
        ];

    private static IEnumerable<string[]> Rows(string table) =>
        table
            .Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
