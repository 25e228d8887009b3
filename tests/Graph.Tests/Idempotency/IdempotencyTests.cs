using System.Net;
using Microsoft.EntityFrameworkCore;
using PartnerGraph.Graph.Idempotency;
using PartnerGraph.Graph.Schema;
using PartnerGraph.Graph.Tests.Audit;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.GraphQL.TypeSystem;

namespace PartnerGraph.Graph.Tests.Idempotency;

public sealed class IdempotencyTests(WholePrograms programs)
{
    private const string AddUser =
        "mutation($input: AddUserInput!) { addUser(input: $input) { user { id fullName } errors { code message } } }";

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_request_that_comes_again_is_answered_with_the_same_and_done_once(TestDatabase database)
    {
        var reseller = await (await programs.OnAsync(database)).ResellerAsync();
        var client = reseller.Client.With(NewKey());
        var first = await client.SendAsync(AddUser, Boris(reseller));
        first.DataWithoutErrors().Text("addUser.user.fullName").ShouldBe("Boris Петров");

        for (var i = 0; i < 3; i++)
        {
            var again = await client.SendAsync(AddUser, Boris(reseller));
            again.Status.ShouldBe(HttpStatusCode.OK);
            again.Text.ShouldBe(first.Text);
        }
        (await UsersAsync(reseller)).ShouldBe(2);
        (await reseller.Client.ActionsAsync(", action: \"addUser\"")).Count.ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Another_request_under_the_same_key_is_a_conflict(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        var key = NewKey();
        await reseller.Client.With(key).SendAsync(AddUser, Boris(reseller));

        var other = await reseller.Client.With(key).SendAsync(AddUser, Boris(reseller, "Clara Petrova"));
        other.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        other.Codes.ShouldBe(["CONFLICT"]);
        (
            await reseller.Client.With(key).SendAsync("mutation { submitEnrollment { errors { code } } }")
        ).Codes.ShouldBe(["CONFLICT"]);
        (await UsersAsync(reseller)).ShouldBe(2);

        // Keys are of one caller each.
        var stranger = await program.ResellerAsync();
        (await stranger.Client.With(key).SendAsync(AddUser, Boris(stranger))).DataWithoutErrors();
        (await UsersAsync(stranger)).ShouldBe(2);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Fifty_at_once_under_one_key_have_one_effect(TestDatabase database)
    {
        var reseller = await (await programs.OnAsync(database)).ResellerAsync();
        var key = NewKey();
        const string create =
            "mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } errors { code } } }";
        var input = new { input = new { name = "robot", scopes = new[] { "READ" } } };
        var replies = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => reseller.Client.With(key).SendAsync(create, input))
        );

        var answered = replies.Where(reply => reply.Status == HttpStatusCode.OK).ToList();
        answered.ShouldNotBeEmpty();
        answered.Select(reply => reply.Text).Distinct().Count().ShouldBe(1);
        foreach (var waiting in replies.Except(answered))
        {
            waiting.Status.ShouldBe(HttpStatusCode.Conflict);
            waiting.Codes.ShouldBe(["REQUEST_IN_PROGRESS"]);
        }
        (await reseller.Client.With(key).SendAsync(create, input)).Text.ShouldBe(answered[0].Text);
        var tokens = await reseller.AskAsync("{ apiTokens { totalCount } }");
        tokens.At("apiTokens.totalCount").GetInt32().ShouldBe(1);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_repetition_shows_no_secret_whatever_it_is_called_and_none_is_kept(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var reseller = await running.Program.ResellerAsync();
        var client = reseller.Client.With(NewKey());
        const string query = """
            mutation($input: AddUserInput!) { made: addUser(input: $input) { ...P user { id } } }
            fragment P on AddUserPayload { hidden: temporaryPassword more: temporaryPassword name: signInName }
            """;
        var first = (await client.SendAsync(query, Boris(reseller))).DataWithoutErrors();
        var password = first.Text("made.hidden");
        var second = (await client.SendAsync(query, Boris(reseller))).DataWithoutErrors();

        second.IsNull("made.hidden").ShouldBeTrue();
        second.IsNull("made.more").ShouldBeTrue();
        second.Text("made.name").ShouldBe(first.Text("made.name"));
        second.Text("made.user.id").ShouldBe(first.Text("made.user.id"));
        await using var db = running.Server.Open();
        (await db.IdempotentRequests.CountAsync(row => row.Answer!.Contains(password))).ShouldBe(0);
        (await db.IdempotentRequests.CountAsync(row => row.Answer!.Contains(reseller.Domain))).ShouldBe(1);
    }

    /// <summary>That each of them refuses a key, and each other one repeats its answer, is shown by the walk through the examples.</summary>
    [Fact]
    public void Every_mutation_that_shows_a_session_or_ends_one_refuses_keys_but_those_that_make_an_account_on_the_way()
    {
        var mutations = SchemaBuilder.Build(GraphSchema.Text()).MutationType!.Fields;
        var showing = mutations
            .Where(field => ((ObjectType)field.Type.Named).Fields.Any(shown => shown.Type.Named.Name == "Session"))
            .Select(field => field.Name);

        showing.Except(SessionMutations.Names).ShouldBe(["acceptInvitation", "startEnrollment"], ignoreOrder: true);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Keys_are_for_the_signed_in_and_have_a_form(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        const string decline = "mutation { declineInvitation(input: { token: \"x\" }) { errors { code } } }";
        (await program.Anonymous.With("a").SendAsync(decline)).Codes.ShouldBe(["BAD_USER_INPUT"]);
        foreach (var malformed in (string[])["\"", "\"\"", "a b", "a\"b", "\"a\\b\"", new string('k', 256)])
        {
            var refused = await reseller.Client.With(malformed).SendAsync(decline);
            refused.Codes.ShouldBe(["BAD_USER_INPUT"], malformed);
            refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        }
        // Quoted or not, it is the same key.
        var key = NewKey();
        var first = await reseller.Client.With(key).SendAsync(decline);
        first.Status.ShouldBe(HttpStatusCode.OK);
        (await reseller.Client.With($"\"{key}\"").SendAsync(decline)).Text.ShouldBe(first.Text);
        var other = decline.Replace("\"x\"", "\"y\"", StringComparison.Ordinal);
        (await reseller.Client.With($"\"{key}\"").SendAsync(other)).Codes.ShouldBe(["CONFLICT"]);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Queries_run_as_without_a_key_and_what_was_turned_away_may_come_again(TestDatabase database)
    {
        var running = await programs.RunningAsync(database);
        var reseller = await running.Program.ResellerAsync();
        var key = NewKey();
        var client = reseller.Client.With(key);
        (await client.SendAsync("{ users { totalCount } }")).DataWithoutErrors();
        (await client.SendAsync("mutation { nonsense }")).Codes.ShouldBe(["GRAPHQL_VALIDATION_FAILED"]);
        (
            await client.SendAsync("mutation { createProvider(input: {}) { errors { code } } }")
        ).Errors.ShouldNotBeEmpty();

        // A refusal by the rules is an answer: it stays the same.
        var wrong = new { input = new { name = "", scopes = new[] { "READ" } } };
        const string create =
            "mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { errors { code } } }";
        (await client.SendAsync(create, wrong)).DataWithoutErrors();
        (await client.SendAsync("mutation { submitEnrollment { errors { code } } }")).Codes.ShouldBe(["CONFLICT"]);

        // Whoever is turned away by a missing role has used no key up.
        var (agent, id, _) = await running.Program.AddUserAsync(reseller, "HELPDESK_AGENT", "NOT_AN_ADMIN");
        var denied = agent.With(key);
        (await denied.SendAsync(AddUser, Boris(reseller))).Codes.ShouldBe(["FORBIDDEN"]);
        await reseller.DoAsync(
            "assignRoles",
            new
            {
                userId = id,
                agentRole = "HELPDESK_AGENT",
                adminRole = "USER_MANAGEMENT_ADMIN",
            }
        );
        (await denied.SendAsync(AddUser, Boris(reseller))).DataWithoutErrors().IsNull("addUser.user").ShouldBeFalse();
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task After_a_day_the_key_is_free_again(TestDatabase database)
    {
        var clock = new ShiftedClock();
        await using var running = await WholeProgram.StartAsync(database, clock, ("Lifetimes__SessionMinutes", "1440"));
        var reseller = await running.Program.ResellerAsync();
        const string create =
            "mutation($input: CreateApiTokenInput!) { createApiToken(input: $input) { apiToken { id } errors { code } } }";
        var input = new { input = new { name = "robot", scopes = new[] { "READ" } } };
        var key = NewKey();
        var first = await reseller.Client.With(key).SendAsync(create, input);
        clock.GoOn(TimeSpan.FromHours(23));
        (await reseller.Client.With(key).SendAsync(create, input)).Text.ShouldBe(first.Text);
        clock.GoOn(TimeSpan.FromHours(1.1));

        var client = await running.Program.SignInAsync(reseller.Email);
        var second = await client.With(key).SendAsync(create, input);
        second
            .DataWithoutErrors()
            .Text("createApiToken.apiToken.id")
            .ShouldNotBe(first.Data.Text("createApiToken.apiToken.id"));
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    private static object Boris(Member member, string fullName = "Boris Петров") =>
        new
        {
            input = new
            {
                fullName,
                email = $"boris.once@{member.Domain}",
                agentRole = "NOT_AN_AGENT",
                adminRole = "NOT_AN_ADMIN",
            },
        };

    private static async Task<int> UsersAsync(Member member) =>
        (await member.AskAsync("{ users { totalCount } }")).At("users.totalCount").GetInt32();
}
