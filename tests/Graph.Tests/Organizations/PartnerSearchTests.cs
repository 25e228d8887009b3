using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Users;

namespace PartnerGraph.Graph.Tests.Organizations;

public sealed class PartnerSearchTests(RunningPrograms programs)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R43_at_the_operators_not_everybody_looks_at_all_partners(TestDatabase database)
    {
        const string Query = "query($id: ID!) { partners { totalCount } node(id: $id) { id } }";
        var server = await programs.On(database);
        var partner = await Team.StartAsync(server);
        var id = GlobalId.Of(NodeKind.Partner, partner.Id.Value);
        var now = DateTimeOffset.UtcNow;
        var program = Team.Value(
            Organization.CreateOperator(
                new OrganizationId(Guid.CreateVersion7(now)),
                "Program",
                CountryCode.Parse("DE"),
                now
            )
        );
        await using (var db = server.Open())
        {
            db.Add(program);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var admin = await server.AskAsync(await SignedInAsync(server, program.Id, Team.GlobalAdmin), Query, new { id });
        admin.Word("node", "id").ShouldBe(id);
        var clerk = await server.AskAsync(await SignedInAsync(server, program.Id, Team.Manager), Query, new { id });
        clerk["node"].ShouldBeNull(clerk.Text);
        clerk["partners", "totalCount"]!.Value.GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R4_a_search_for_what_no_name_can_hold_finds_nothing(TestDatabase database)
    {
        var server = await programs.On(database);

        var answer = await server.AskAsync(
            token: null,
            "query($search: String!) { providerDirectory(search: $search) { totalCount nodes { id } } }",
            new { search = "fabri\0kam" }
        );

        answer.ErrorCodes.ShouldBeEmpty(answer.Text);
        answer["providerDirectory", "totalCount"]!.Value.GetInt32().ShouldBe(0);
    }

    private static async Task<string> SignedInAsync(GraphServer server, OrganizationId organization, Roles roles)
    {
        var email = Team.NewAddress();
        await server.AddPersonAsync(email, roles, organization: organization);
        return (await server.SignInAsync(email)).Session!.AccessToken;
    }
}
