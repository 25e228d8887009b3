using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Domain.Tests.Access;

/// <summary>R2: what an organization does at all follows from its kind, whoever asks.</summary>
public sealed class OrganizationKindTests
{
    private static readonly Roles Everything = new(AgentRole.AdminAgent, AdminRole.GlobalAdmin);

    [Theory]
    [InlineData(PartnerAction.InviteReseller, OrganizationKind.IndirectProvider)]
    [InlineData(PartnerAction.AcceptPartnership, OrganizationKind.IndirectReseller)]
    [InlineData(PartnerAction.RequestCustomerRelationship, OrganizationKind.IndirectReseller)]
    [InlineData(PartnerAction.AcceptCustomerInvitation, OrganizationKind.Customer)]
    [InlineData(PartnerAction.ReviewEnrollments, OrganizationKind.Operator)]
    [InlineData(PartnerAction.CreateProviders, OrganizationKind.Operator)]
    public void R2_Providers_invite_resellers_sell_customers_accept_and_the_operator_reviews(
        PartnerAction action,
        OrganizationKind alone
    )
    {
        foreach (var kind in Enum.GetValues<OrganizationKind>())
            RoleTable.Gives(Everything, kind, action).ShouldBe(kind == alone, $"{action} {kind}");
    }

    [Theory]
    [InlineData(OrganizationKind.IndirectReseller)]
    [InlineData(OrganizationKind.IndirectProvider)]
    [InlineData(OrganizationKind.Operator)]
    [InlineData(OrganizationKind.Customer)]
    public void Every_kind_of_organization_manages_its_users_and_its_account(OrganizationKind kind)
    {
        RoleTable.Gives(Everything, kind, PartnerAction.ManageUsers).ShouldBeTrue();
        RoleTable.Gives(Everything, kind, PartnerAction.ReadAccount).ShouldBeTrue();
    }

    [Fact]
    public void R43_A_global_admin_who_is_no_agent_asks_for_no_delegated_administration()
    {
        var admin = new Roles(AgentRole.NotAnAgent, AdminRole.GlobalAdmin);

        RoleTable
            .Gives(admin, OrganizationKind.IndirectReseller, PartnerAction.RequestDelegatedAdministration)
            .ShouldBeFalse();
        RoleTable
            .Gives(Everything, OrganizationKind.IndirectReseller, PartnerAction.RequestDelegatedAdministration)
            .ShouldBeTrue();
    }
}
