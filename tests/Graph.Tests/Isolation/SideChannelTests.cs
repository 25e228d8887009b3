using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Isolation;

/// <summary>Counts, pages, cursors and events are outputs, too: what happens at one tenant moves nothing at another.</summary>
public sealed class SideChannelTests(WholePrograms programs)
{
    private static readonly string[] Lists =
    [
        "users",
        "partners",
        "indirectProviders",
        "indirectResellers",
        "customers",
        "invitations",
        "apiTokens",
    ];

    private static string Page(string field, string arguments) =>
        $"{{ {field}({arguments}) {{ totalCount pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} edges {{ cursor node {{ id }} }} }} }}";

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Whatever_one_tenant_does_no_list_of_another_changes_by_a_byte(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var (first, second) = (await program.NewTrioAsync(), await program.NewTrioAsync());
        var before = await AllListsAsync(second);

        await program.AddUserAsync(first.Reseller, "ADMIN_AGENT", "NOT_AN_ADMIN");
        await PartnerProgram.DraftAsync(first.Reseller, PartnerProgram.NewCustomerEmail());
        await first.Reseller.DoAsync("createApiToken", new { name = "robot", scopes = new[] { "READ" } });
        await program.CustomerAsync(first.Reseller);
        var other = await program.ResellerAsync();
        await program.AuthorizeAsync(first.Provider, other);

        (await AllListsAsync(second)).ShouldBe(before);
    }

    private static async Task<string> AllListsAsync(Trio trio)
    {
        var texts = new List<string>();
        foreach (var member in (Member[])[trio.Reseller, trio.Provider, trio.Customer])
        foreach (var list in Lists)
        {
            texts.Add((await member.Client.SendAsync(Page(list, "first: 1"))).Text);
            texts.Add((await member.Client.SendAsync(Page(list, "last: 1"))).Text);
        }

        return string.Join('\n', texts);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Another_tenants_cursor_shows_nothing_of_it(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var (first, second) = (await program.NewTrioAsync(), await program.NewTrioAsync());

        foreach (var list in Lists)
        {
            var own = (await first.Reseller.Client.SendAsync(Page(list, "first: 1"))).Json;
            if (own.IsNull("data." + list) || own.List($"data.{list}.edges").Count == 0)
                continue;
            var (cursor, id) = (own.Text($"data.{list}.edges.0.cursor"), own.Text($"data.{list}.edges.0.node.id"));
            foreach (var direction in (string[])["first: 100, after", "last: 100, before"])
            {
                var answer = await second.Reseller.Client.SendAsync(Page(list, $"{direction}: \"{cursor}\""));
                answer.Codes.ShouldNotContain("INTERNAL");
                answer.Text.ShouldNotContain(id);
            }
        }
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_subscription_tells_of_the_own_organization_alone(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var first = await program.NewTrioAsync();
        var reseller = await program.ResellerAsync();
        await using var stream = await EventStream.OpenAsync(
            reseller.Client,
            """subscription { invitationAccepted(after: "0") { position customer { name } } }"""
        );

        await program.CustomerAsync(first.Reseller);
        var own = await program.CustomerAsync(reseller);

        var told = await stream.NextAsync("invitationAccepted");
        told.Text("customer.name").ShouldBe(own.Name);
    }

    /// <summary>The provider sees a customer through one reseller: nothing of the same customer's other partners comes along.</summary>
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_shared_customers_other_partners_stay_unknown(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var other = await program.ResellerAsync();
        var draft = await PartnerProgram.DraftAsync(other, trio.Customer.Email);
        var before = await LookAsync(trio);
        var accept = new { token = PartnerProgram.TokenOf(draft.Text("link")), confirmed = true };
        await trio.Customer.DoAsync("acceptInvitation", accept);

        (await LookAsync(trio)).ShouldBe(before);
        before.ShouldNotContain(other.Name);
        var seen = await other.AskAsync("{ customers { nodes { name relationships { partner { name } } } } }");
        seen.ToString().ShouldNotContain(trio.Provider.Name);
        seen.ToString().ShouldNotContain(trio.Reseller.Name);
    }

    private static async Task<string> LookAsync(Trio trio)
    {
        const string look = """
            { customers { totalCount nodes { id name source relationships { kind acceptedAt partner { name } }
                users { nodes { email } } } } invitations(first: 100) { totalCount nodes { id status } } }
            """;
        var ofReseller = await trio.Reseller.Client.SendAsync(look);
        return ofReseller.Text + (await trio.Provider.Client.SendAsync(look)).Text;
    }
}
