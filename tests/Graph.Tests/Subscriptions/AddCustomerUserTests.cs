using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;

namespace PartnerGraph.Graph.Tests.Subscriptions;

/// <summary>R67, R72: the reseller administers its customer's users.</summary>
public sealed class AddCustomerUserTests(WholePrograms programs)
{
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R72_The_reseller_adds_a_user_whom_only_the_customers_admin_lets_sign_in(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var email = $"{PartnerProgram.Unique("lena")}@{trio.Customer.Domain}";

        var added = await trio.Reseller.DoAsync(
            "addCustomerUser",
            Shop.NewUser(trio.Customer, email),
            "customerUser { id fullName email licenses { offerName } }"
        );

        added.Text("customerUser.email").ShouldBe(email);
        (
            await trio.Reseller.AskAsync(
                "query($id: ID!) { node(id: $id) { ... on CustomerUser { email } } }",
                new { id = added.Text("customerUser.id") }
            )
        )
            .Text("node.email")
            .ShouldBe(email);
        (await program.Anonymous.RefusalAsync("signIn", new { email, password = PartnerProgram.Password })).ShouldBe(
            "SIGN_IN_FAILED"
        );
        var own = await trio.Customer.AskAsync("{ users { nodes { id email agentRole adminRole } } }");
        var user = own.List("users.nodes").Single(one => one.Text("email") == email);
        user.Text("adminRole").ShouldBe("NOT_AN_ADMIN");
        var reset = await trio.Customer.DoAsync("resetPassword", new { userId = user.Text("id") }, "temporaryPassword");
        await program.TakeOverAsync(email, reset.Text("temporaryPassword"));
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task An_address_is_unique_in_the_customer_and_a_person_with_an_account_is_asked_by_mail(
        TestDatabase database
    )
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var elsewhere = await program.CustomerAsync(trio.Reseller);
        var email = $"{PartnerProgram.Unique("lena")}@{trio.Customer.Domain}";
        await trio.Reseller.DoAsync("addCustomerUser", Shop.NewUser(trio.Customer, email));

        (await trio.Reseller.Client.RefusalAsync("addCustomerUser", Shop.NewUser(trio.Customer, email))).ShouldBe(
            "EMAIL_TAKEN"
        );
        // Nobody has proven to read that address yet.
        (await trio.Reseller.Client.RefusalAsync("addCustomerUser", Shop.NewUser(elsewhere, email))).ShouldBe(
            "CONFLICT"
        );
        await trio.Reseller.DoAsync("addCustomerUser", Shop.NewUser(elsewhere, trio.Reseller.Email));
        await program.MailToAsync(trio.Reseller.Email, elsewhere.Name);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task R72_A_provider_adds_nobody_and_a_strangers_customer_is_like_an_unknown_one(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.NewTrioAsync();
        var stranger = await program.ResellerAsync();
        var (agent, _, _) = await program.AddUserAsync(trio.Provider, "ADMIN_AGENT", "NOT_AN_ADMIN");
        var nobody = trio.Customer with { Id = GlobalId.Of(NodeKind.Customer, Guid.CreateVersion7()) };

        (await agent.RefusalAsync("addCustomerUser", Shop.NewUser(trio.Customer))).ShouldBe("NO_RELATIONSHIP");
        (await stranger.Client.MutateAsync("addCustomerUser", Shop.NewUser(trio.Customer))).Text.ShouldBe(
            (await stranger.Client.MutateAsync("addCustomerUser", Shop.NewUser(nobody))).Text
        );
        (await program.Anonymous.DenialAsync("addCustomerUser", Shop.NewUser(trio.Customer))).ShouldBe(
            "UNAUTHENTICATED"
        );
    }
}
