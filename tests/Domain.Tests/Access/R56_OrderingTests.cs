using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using static PartnerGraph.Domain.Tests.World;

namespace PartnerGraph.Domain.Tests.Access;

/// <summary>What a relationship lets a partner do for a customer (R51, R56, R69, R72).</summary>
public sealed class R56_OrderingTests
{
    private static readonly CustomerTies Reseller = new(true, false, false, false);
    private static readonly CustomerTies ProviderWithGrant = new(false, true, true, true);
    private static readonly CustomerTies ProviderWithoutGrant = new(false, true, false, false);
    private static readonly CustomerTies SharedOnly = new(false, false, false, true);

    public static TheoryData<string, CustomerAction, AbilityReason?> Cells()
    {
        const string Table = """
            reseller              View NoReason
            reseller              ViewServiceHealth NoReason
            reseller              SubmitOrder NoReason
            reseller              ManageSubscriptions NoReason
            reseller              RequestSupport NoReason
            reseller              Administer NoReason
            provider              View NoReason
            provider              ViewServiceHealth NoReason
            provider              SubmitOrder NoReason
            provider              ManageSubscriptions NoReason
            provider              RequestSupport NoReason
            provider              Administer NoRelationship
            providerWithoutGrant  View NoReason
            providerWithoutGrant  ViewServiceHealth NoReason
            providerWithoutGrant  SubmitOrder NoOrderingGrant
            providerWithoutGrant  ManageSubscriptions NoOrderingGrant
            providerWithoutGrant  RequestSupport NoReason
            providerWithoutGrant  Administer NoRelationship
            sharedOnly            View NoReason
            sharedOnly            ViewServiceHealth NoRelationship
            sharedOnly            SubmitOrder NoRelationship
            sharedOnly            ManageSubscriptions NoRelationship
            sharedOnly            RequestSupport NoRelationship
            sharedOnly            Administer NoRelationship
            nothing               View NoRelationship
            nothing               ViewServiceHealth NoRelationship
            nothing               SubmitOrder NoRelationship
            nothing               ManageSubscriptions NoRelationship
            nothing               RequestSupport NoRelationship
            nothing               Administer NoRelationship
            """;
        var data = new TheoryData<string, CustomerAction, AbilityReason?>();
        foreach (var line in Table.Split('\n'))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            data.Add(
                cells[0],
                Enum.Parse<CustomerAction>(cells[1]),
                Enum.TryParse<AbilityReason>(cells[2], out var r) ? r : null
            );
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void R56_Each_tie_carries_what_it_carries(string tie, CustomerAction action, AbilityReason? reason)
    {
        var ties = tie switch
        {
            "reseller" => Reseller,
            "provider" => ProviderWithGrant,
            "providerWithoutGrant" => ProviderWithoutGrant,
            "sharedOnly" => SharedOnly,
            _ => CustomerTies.None,
        };

        Agent(AgentRole.AdminAgent).May(action, null, ties).Reason.ShouldBe(reason);
    }

    [Fact]
    public void R44_The_product_rule_comes_after_the_relationship() =>
        Agent(AgentRole.HelpdeskAgent)
            .May(CustomerAction.ManageSubscriptions, ProductFamily.Office365, CustomerTies.None)
            .Reason.ShouldBe(AbilityReason.NoRelationship);

    [Fact]
    public void R44_A_helpdesk_agent_needs_an_admin_agent_for_office_365()
    {
        Agent(AgentRole.HelpdeskAgent)
            .May(CustomerAction.ManageSubscriptions, ProductFamily.Office365, Reseller)
            .Reason.ShouldBe(AbilityReason.AdminAgentRequired);
        Agent(AgentRole.HelpdeskAgent)
            .May(CustomerAction.ManageSubscriptions, ProductFamily.Azure, Reseller)
            .Allowed.ShouldBeTrue();
    }

    [Fact]
    public void R45_A_global_admin_reads_a_customer_but_does_not_act_for_it()
    {
        var admin = Agent(AgentRole.NotAnAgent) with { Roles = GlobalAdmin };

        admin.May(CustomerAction.View, null, Reseller).Allowed.ShouldBeTrue();
        admin.May(CustomerAction.Administer, null, Reseller).Reason.ShouldBe(AbilityReason.RoleMissing);
        admin.May(CustomerAction.SubmitOrder, null, CustomerTies.None).Reason.ShouldBe(AbilityReason.RoleMissing);
    }

    [Fact]
    public void Only_what_a_payload_tells_becomes_a_refusal()
    {
        AbilityRefusal.Of(Ability.Yes).ShouldBeNull();
        AbilityRefusal.Of(Ability.No(AbilityReason.RoleMissing)).ShouldBeNull();
        AbilityRefusal.Of(Ability.No(AbilityReason.PasswordChangeRequired)).ShouldBeNull();
        AbilityRefusal.Of(Ability.No(AbilityReason.NotApproved)).ShouldBeNull();
        AbilityRefusal.Of(Ability.No(AbilityReason.NoRelationship)).ShouldBe(new NoRelationship());
        AbilityRefusal.Of(Ability.No(AbilityReason.NoOrderingGrant)).ShouldBe(new NoOrderingGrant());
        AbilityRefusal.Of(Ability.No(AbilityReason.AdminAgentRequired)).ShouldBe(new AdminAgentRequired());
    }

    private static Standing Agent(AgentRole role) =>
        new(
            new OrganizationId(NewId()),
            OrganizationKind.IndirectProvider,
            Approved: true,
            new Roles(role, AdminRole.NotAnAdmin),
            PasswordChangeRequired: false
        );
}
