using PartnerGraph.Conformance.Execution;
using PartnerGraph.GraphQL.Binding;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Execution;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.Validation.Limits;

namespace PartnerGraph.GraphQL.Tests.Execution;

/// <summary>What happens to a request as a whole (spec 6.1, 7.1).</summary>
public sealed class RequestTests
{
    private const string Sdl =
        "type Query { ok: String  bug: String  slow: String  word: String! } type Mutation { ok: String }";

    [Fact]
    public async Task Exception_is_masked_and_kept_for_logs()
    {
        var observer = new Recorder();
        var engine = Engine(new ExecutorOptions { Observer = observer });

        (await engine.Run("{ ok bug }")).ShouldBe(
            """{"data":{"ok":"fine","bug":null},"errors":[{"message":"Unexpected error.","locations":[{"line":1,"column":6}],"path":["bug"],"extensions":{"code":"INTERNAL"}}]}"""
        );
        observer.Causes.Single().Message.ShouldBe("password=1234");
        observer.Steps.ShouldBe(["checked", "planned", "executed"]);
    }

    [Fact]
    public async Task Client_that_leaves_cancels_the_resolvers()
    {
        using var client = new CancellationTokenSource();
        var running = Engine().Run("{ slow }", cancellation: client.Token);
        await client.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public async Task Execution_that_takes_too_long_is_ended()
    {
        var engine = Engine(new ExecutorOptions { TimeLimit = TimeSpan.FromMilliseconds(50) });

        (await engine.Run("{ slow }")).ShouldBe(
            """{"data":null,"errors":[{"message":"The operation took longer than 0.05 s.","extensions":{"code":"EXECUTION_TIMEOUT"}}]}"""
        );
    }

    [Fact]
    public async Task Document_that_does_not_parse_is_a_request_error()
    {
        var result = (SingleResult)await Engine().Executor.Ask("{ ok");

        result.Kind.ShouldBe(ResultKind.RequestError);
        result.Errors.Single().Message.ShouldBe("Syntax Error: Expected Name, found <EOF>.");
    }

    [Fact]
    public async Task Document_that_is_not_valid_is_a_request_error_each_time()
    {
        var engine = Engine();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var result = (SingleResult)await engine.Executor.Ask("{ okay }");
            result.Kind.ShouldBe(ResultKind.RequestError);
            result.Errors.Single().Message.ShouldBe("Cannot query field \"okay\" on type \"Query\".");
        }
    }

    [Fact]
    public async Task Suggestions_are_for_those_who_may_have_them()
    {
        var engine = Engine(new ExecutorOptions { SuggestionsAllowed = state => state is "developer" });

        (await engine.Run("{ okk }")).ShouldNotContain("Did you mean");
        (await engine.Run("{ okk }", state: "developer")).ShouldContain("Did you mean");
        (await engine.Run("{ okk }")).ShouldNotContain("Did you mean");
    }

    [Fact]
    public async Task Introspection_is_for_those_who_may_have_it()
    {
        var engine = Engine(new ExecutorOptions { IntrospectionAllowed = state => state is "user" });

        (await engine.Run("{ __schema { queryType { name } } }", state: "user")).ShouldBe(
            """{"data":{"__schema":{"queryType":{"name":"Query"}}}}"""
        );
        (await engine.Run("{ __schema { queryType { name } } }")).ShouldContain("introspection has been disabled");
        (await engine.Run("{ __typename }")).ShouldBe("""{"data":{"__typename":"Query"}}""");
    }

    [Fact]
    public async Task Only_queries_run_where_only_queries_may()
    {
        var result = await Engine()
            .Executor.ExecuteAsync(
                new GraphQLRequest { Query = "mutation { ok }", QueriesOnly = true },
                null,
                NoServices.Instance
            );

        result.ShouldBeOfType<SingleResult>().Kind.ShouldBe(ResultKind.MethodNotAllowed);
    }

    [Fact]
    public async Task Trusted_document_is_found_by_its_id()
    {
        var options = new ExecutorOptions { TrustedDocuments = new Documents(), TrustedDocumentsOnly = true };
        var executor = Engine(options).Executor;

        var known = await executor.ExecuteAsync(
            new GraphQLRequest { DocumentId = "sha256:1" },
            null,
            NoServices.Instance
        );
        ExecutionReplay.Text(known).ShouldBe("""{"data":{"ok":"fine"}}""");
        var unknown = await executor.ExecuteAsync(
            new GraphQLRequest { DocumentId = "sha256:2" },
            null,
            NoServices.Instance
        );
        ExecutionReplay.Text(unknown).ShouldContain("no trusted document");
        (await executor.Run("{ ok }")).ShouldContain("Only trusted documents");
    }

    [Fact]
    public async Task Errors_beyond_the_limit_are_counted()
    {
        var engine = new Engine(
            "type Query { xs: [Int] }",
            binding =>
                binding.Query(query => query.Field("xs", _ => Enumerable.Repeat((long?)long.MaxValue, 5).ToArray())),
            new ExecutorOptions { MaxErrors = 2 }
        );

        var result = (SingleResult)await engine.Executor.Ask("{ xs }");
        result.Errors.Count.ShouldBe(3);
        result.Errors[2].Message.ShouldBe("3 more errors are not shown.");
    }

    [Fact]
    public async Task Operation_that_unfolds_to_too_many_fields_is_refused()
    {
        var fragments = string.Concat(
            Enumerable
                .Range(0, 14)
                .Select(at => $"fragment F{at} on Q {{ a {{ ...F{at + 1} }} b {{ ...F{at + 1} }} }} ")
        );
        var executor = Execution.Engine.Over(
            "type Query { q: Q } type Q { a: Q b: Q c: Int }",
            new UntypedResolvers(),
            new ExecutorOptions { Validates = false }
        );

        (await executor.Run($"{{ q {{ ...F0 }} }} {fragments} fragment F14 on Q {{ c }}")).ShouldContain(
            "COST_EXCEEDED"
        );
    }

    [Fact]
    public async Task Cost_is_told_and_limited()
    {
        var engine = new Engine(
            "type Query { rows(first: Int): [Row!]! } type Row { id: Int! }",
            binding =>
                binding
                    .Query(query => query.Field("rows", _ => new[] { 1 }))
                    .Object<int>("Row", type => type.Field("id", row => row)),
            new ExecutorOptions
            {
                TellsCost = true,
                Limits = new OperationLimits { MaxCost = 100, FieldWeight = _ => 1 },
            }
        );
        const string Query = "query($n: Int) { rows(first: $n) { id } }";

        (await engine.Run(Query, """{"n":9}""")).ShouldBe(
            """{"data":{"rows":[{"id":1}]},"extensions":{"cost":{"requested":10,"limit":100}}}"""
        );
        (await engine.Run(Query, """{"n":100}""")).ShouldBe(
            """{"errors":[{"message":"The operation's cost is 101; at most 100 is allowed.","locations":[{"line":1,"column":1}],"extensions":{"code":"COST_EXCEEDED"}}],"extensions":{"cost":{"requested":101,"limit":100}}}"""
        );
    }

    [Fact]
    public async Task Null_of_a_value_type_in_a_non_null_place_goes_up_at_any_depth()
    {
        var engine = new Engine(
            "type Query { grid: [[Int!]]! }",
            binding => binding.Query(query => query.Field("grid", _ => new int?[][] { [1, null, 3], [4] }))
        );

        (await engine.Run("{ grid }")).ShouldStartWith("""{"data":{"grid":[null,[4]]},"errors":[""");
    }

    [Fact]
    public async Task Strings_are_written_as_JSON_demands()
    {
        const string Word = "a\"b\\c\n\t\u0001é€😀\ud800/<>&";
        var engine = Engine(word: Word);

        var answer = await engine.Run("{ word }");

        System
            .Text.Json.JsonDocument.Parse(answer)
            .RootElement.GetProperty("data")
            .GetProperty("word")
            .GetString()
            .ShouldBe("a\"b\\c\n\t\u0001é€😀\ufffd/<>&");
        answer.ShouldContain("\\u0001é€😀");
    }

    private static Engine Engine(ExecutorOptions? options = null, string word = "") =>
        new(
            Sdl,
            binding =>
                binding
                    .Query(query =>
                    {
                        query.Field("ok", _ => "fine");
                        query.Field<string?>("bug", _ => throw new InvalidOperationException("password=1234"));
                        query.FieldAsync(
                            "slow",
                            async _ =>
                            {
                                // A resolver that does not listen.
                                await Task.Delay(TimeSpan.FromSeconds(20), CancellationToken.None);
                                return (string?)"late";
                            }
                        );
                        query.Field("word", _ => word);
                    })
                    .Mutation(mutation => mutation.Field("ok", _ => "done")),
            options
        );

    private sealed class Documents : ITrustedDocuments
    {
        public string? Find(string documentId) => documentId == "sha256:1" ? "{ ok }" : null;
    }

    private sealed class Recorder : IExecutionObserver
    {
        public List<Exception> Causes { get; } = [];
        public List<string> Steps { get; } = [];

        public void DocumentChecked(GraphQLRequest request, TimeSpan elapsed, IReadOnlyList<GraphQLError> errors) =>
            Steps.Add("checked");

        public void OperationPlanned(string? operationName, OperationType type, int fields, TimeSpan elapsed) =>
            Steps.Add("planned");

        public void OperationExecuted(
            string? operationName,
            OperationType type,
            TimeSpan elapsed,
            IReadOnlyList<GraphQLError> errors
        ) => Steps.Add("executed");

        public void ResolverFailed(GraphQLError error, Exception cause) => Causes.Add(cause);
    }
}
