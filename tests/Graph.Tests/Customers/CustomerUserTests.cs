using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Customers;
using PartnerGraph.Domain.Ids;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Users;

namespace PartnerGraph.Graph.Tests.Customers;

public sealed class CustomerUserTests(RunningPrograms programs)
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R67_a_partner_sees_and_counts_the_customers_users_in_force(TestDatabase database)
    {
        var server = await programs.On(database);
        var reseller = await Team.StartAsync(server);
        var partner = await reseller.MemberAsync(Team.GlobalAdmin);
        var customer = await Team.StartAsync(server, OrganizationKind.Customer, "Adatum");
        var admin = await customer.MemberAsync(Team.GlobalAdmin);
        var gone = await customer.MemberAsync(Roles.None);
        await server.ChangeUserAsync(gone.User.Id, "deactivated");
        // Somebody of another organization, who has not agreed to become a user of the customer.
        var asked = await reseller.MemberAsync(Roles.None);
        (await admin.AddUserAsync(asked.Email)).Refusals("addUser").ShouldBeEmpty();
        await using (var db = server.Open())
        {
            var now = DateTimeOffset.UtcNow;
            var id = new CustomerAccessId(Guid.CreateVersion7(now));
            db.Add(CustomerAccess.ForReseller(id, reseller.Id, customer.Id, CustomerSource.OwnMarketing, now));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var answer = await partner.AskAsync(
            "query($id: ID!) { customer(id: $id) { users { totalCount nodes { email } } } }",
            new { id = GlobalId.Of(NodeKind.Customer, customer.Id.Value) }
        );

        answer["customer", "users"]!
            .Value.GetRawText()
            .ShouldBe($$"""{"totalCount":1,"nodes":[{"email":"{{admin.Email}}"}]}""");
    }
}
