using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Partnerships;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Users;

namespace PartnerGraph.Graph.Tests.Partnerships;

public sealed class PartnershipMutationTests(RunningPrograms programs)
{
    private const string Shown =
        "partnership { id status orderingGranted administrationGranted } errors { code path message }";

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R53_The_reseller_takes_back_administration_and_ordering_stays(TestDatabase database)
    {
        var (reseller, provider, id) = await PartnersAsync(await programs.On(database));
        (await RemoveAsync(provider, id))
            .Refusals("removeProviderAdministration")
            .ShouldBe(["NOT_FOUND partnershipId"]);

        var answer = await RemoveAsync(reseller, id);

        answer.Refusals("removeProviderAdministration").ShouldBeEmpty();
        answer.Word("removeProviderAdministration", "partnership", "status").ShouldBe("ACTIVE");
        Flag(answer, "removeProviderAdministration", "orderingGranted").ShouldBeTrue();
        Flag(answer, "removeProviderAdministration", "administrationGranted").ShouldBeFalse();
        // A second time changes nothing.
        (await RemoveAsync(reseller, id))
            .Refusals("removeProviderAdministration")
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite, true)]
    [InlineData(TestDatabase.Sqlite, false)]
    [InlineData(TestDatabase.Postgres, true)]
    [InlineData(TestDatabase.Postgres, false)]
    public async Task R54_R55_Either_side_ends_it_and_nothing_is_shared_afterwards(
        TestDatabase database,
        bool endedByReseller
    )
    {
        var (reseller, provider, id) = await PartnersAsync(await programs.On(database));
        await ShareCustomerAsync(reseller.Team, provider.Team);
        (await SharedAsync(provider, "indirectResellers")).ShouldBe([(id, 1)]);
        (await SharedAsync(reseller, "indirectProviders")).ShouldBe([(id, 1)]);

        var answer = await EndAsync(endedByReseller ? reseller : provider, id);

        answer.Refusals("endPartnership").ShouldBeEmpty();
        answer.Word("endPartnership", "partnership", "status").ShouldBe("ENDED");
        Flag(answer, "endPartnership", "orderingGranted").ShouldBeFalse();
        Flag(answer, "endPartnership", "administrationGranted").ShouldBeFalse();
        (await SharedAsync(provider, "indirectResellers")).Sum(one => one.Customers).ShouldBe(0);
        (await SharedAsync(reseller, "indirectProviders")).Sum(one => one.Customers).ShouldBe(0);
        // Each keeps its own relationship.
        (await provider.AskAsync("{ customers { totalCount } }"))["customers", "totalCount"]!
            .Value.GetInt32()
            .ShouldBe(1);
        (await EndAsync(provider, id)).Refusals("endPartnership").ShouldBe(["ILLEGAL_TRANSITION partnershipId"]);
        (await RemoveAsync(reseller, id))
            .Refusals("removeProviderAdministration")
            .ShouldBe(["ILLEGAL_TRANSITION partnershipId"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R43_The_profile_of_a_partner_is_for_its_active_partners(TestDatabase database)
    {
        const string Profile = """
            { indirectResellers { nodes { reseller {
              name mpnId legalProfile { legalName } supportContact { email } businessProfile { services }
            } } } }
            """;
        var (reseller, provider, id) = await PartnersAsync(await programs.On(database));
        (await provider.AskAsync(Profile)).Text.ShouldContain("\"legalName\":\"Contoso\"");

        (await EndAsync(reseller, id)).Refusals("endPartnership").ShouldBeEmpty();

        (await provider.AskAsync(Profile))["indirectResellers", "nodes"]!
            .Value[0]
            .GetProperty("reseller")
            .GetRawText()
            .ShouldBe(
                """{"name":"Contoso","mpnId":null,"legalProfile":null,"supportContact":null,"businessProfile":null}"""
            );
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Both_sides_at_once_end_it_once(TestDatabase database)
    {
        var (reseller, provider, id) = await PartnersAsync(await programs.On(database));

        var answers = await Task.WhenAll(EndAsync(reseller, id), EndAsync(provider, id));

        answers.Count(answer => answer.Refusals("endPartnership").Count == 0).ShouldBe(1);
        answers
            .SelectMany(answer => answer.Refusals("endPartnership"))
            .ShouldHaveSingleItem()
            .ShouldBeOneOf("CONFLICT", "ILLEGAL_TRANSITION partnershipId");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Foreign_and_unknown_partnerships_are_answered_alike(TestDatabase database)
    {
        var server = await programs.On(database);
        var (_, _, foreign) = await PartnersAsync(server);
        var (reseller, provider, _) = await PartnersAsync(server);
        var unknown = GlobalId.Of(NodeKind.Partnership, Guid.CreateVersion7(DateTimeOffset.UtcNow));

        foreach (var member in new[] { reseller, provider })
        {
            var ended = await EndAsync(member, foreign);
            ended.Refusals("endPartnership").ShouldBe(["NOT_FOUND partnershipId"]);
            (await EndAsync(member, unknown)).Text.ShouldBe(ended.Text);
            var removed = await RemoveAsync(member, foreign);
            removed.Refusals("removeProviderAdministration").ShouldBe(["NOT_FOUND partnershipId"]);
            (await RemoveAsync(member, unknown)).Text.ShouldBe(removed.Text);
        }
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R45_Only_a_global_admin_manages_partnerships(TestDatabase database)
    {
        var (reseller, _, id) = await PartnersAsync(await programs.On(database));
        var agent = await reseller.Team.MemberAsync(new Roles(AgentRole.AdminAgent, AdminRole.UserManagementAdmin));

        (await EndAsync(agent, id)).ErrorCodes.ShouldBe(["FORBIDDEN"]);
        (await RemoveAsync(agent, id)).ErrorCodes.ShouldBe(["FORBIDDEN"]);
    }

    private static Task<Answer> RemoveAsync(Member by, string id) =>
        by.AskAsync(
            $"mutation($id: ID!) {{ removeProviderAdministration(input: {{ partnershipId: $id }}) {{ {Shown} }} }}",
            new { id }
        );

    private static Task<Answer> EndAsync(Member by, string id) =>
        by.AskAsync(
            $"mutation($id: ID!) {{ endPartnership(input: {{ partnershipId: $id }}) {{ {Shown} }} }}",
            new { id }
        );

    private static bool Flag(Answer answer, string mutation, string name) =>
        answer[mutation, "partnership", name]!.Value.GetBoolean();

    private static async Task<IReadOnlyList<(string Id, int Customers)>> SharedAsync(Member viewer, string page)
    {
        var answer = await viewer.AskAsync(
            $"{{ {page} {{ nodes {{ id sharedCustomers {{ totalCount nodes {{ id }} }} }} }} }}"
        );
        return
        [
            .. answer[page, "nodes"]!
                .Value.EnumerateArray()
                .Select(node =>
                {
                    var customers = node.GetProperty("sharedCustomers");
                    var count = customers.GetProperty("totalCount").GetInt32();
                    customers.GetProperty("nodes").GetArrayLength().ShouldBe(count);
                    return (node.GetProperty("id").GetString()!, count);
                }),
        ];
    }

    private static async Task<(Member Reseller, Member Provider, string Id)> PartnersAsync(GraphServer server)
    {
        var reseller = await Team.StartAsync(server);
        var provider = await Team.StartAsync(server, OrganizationKind.IndirectProvider, "Fabrikam");
        var now = DateTimeOffset.UtcNow;
        var id = new PartnershipId(Guid.CreateVersion7(now));
        await using (var db = server.Open())
        {
            db.Add(Partnership.Establish(id, provider.Id, reseller.Id, now));
            await db.SaveChangesAsync();
        }
        return (
            await reseller.MemberAsync(Team.GlobalAdmin),
            await provider.MemberAsync(Team.GlobalAdmin),
            GlobalId.Of(NodeKind.Partnership, id.Value)
        );
    }

    private static async Task ShareCustomerAsync(Team reseller, Team provider)
    {
        var customer = await Team.StartAsync(reseller.Server, OrganizationKind.Customer, "Adatum");
        var now = DateTimeOffset.UtcNow;
        await using var db = reseller.Server.Open();
        db.Add(
            CustomerAccess.ForReseller(
                new CustomerAccessId(Guid.CreateVersion7(now)),
                reseller.Id,
                customer.Id,
                CustomerSource.OwnMarketing,
                now
            )
        );
        db.Add(
            CustomerAccess.ForProvider(
                new CustomerAccessId(Guid.CreateVersion7(now)),
                provider.Id,
                customer.Id,
                reseller.Id,
                CustomerSource.OwnMarketing,
                now
            )
        );
        await db.SaveChangesAsync();
    }
}
