using System.Net;
using System.Net.Http.Json;
using System.Text;
using PartnerGraph.Graph.Tests.Flow;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Isolation;

namespace PartnerGraph.Graph.Tests.BadInput;

/// <summary>Whatever is sent, the answer is typed, tells nothing of the inside, and the next request is answered.</summary>
public sealed class BadInputTests(WholePrograms programs)
{
    private static readonly string[] Inside =
    [
        "Exception",
        "   at ",
        "PartnerGraph.",
        "Npgsql",
        "Sqlite",
        "SELECT ",
        "stackTrace",
        "/src/",
    ];

    private static async Task StillAnswersAsync(PartnerProgram program)
    {
        var trio = await program.KnownTrioAsync();
        (await trio.Reseller.AskAsync("{ customers { nodes { name } } }"))
            .Texts("customers.nodes", "name")
            .ShouldContain(trio.Customer.Name);
    }

    private static void TellsNothingInside(string text)
    {
        foreach (var word in Inside)
            text.ShouldNotContain(word, Case.Sensitive);
    }

    [Theory]
    [InlineData("Bearer pga_unknown")]
    [InlineData("Bearer pgt_unknown")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.e30.")]
    [InlineData("Bearer ")]
    [InlineData("Basic YTpi")]
    [InlineData("nonsense")]
    public async Task An_unknown_token_is_401_with_a_code(string authorization)
    {
        var program = await programs.OnAsync(TestDatabase.Sqlite);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, program.Anonymous.Endpoint)
        {
            Content = JsonContent.Create(new { query = "{ viewer { passwordChangeRequired } }" }),
        };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await http.SendAsync(request);
        var reply = new Reply(response.StatusCode, await response.Content.ReadAsStringAsync());

        reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
        reply.Codes.ShouldBe(["UNAUTHENTICATED"]);
        response.Headers.WwwAuthenticate.ToString().ShouldStartWith("Bearer");
        TellsNothingInside(reply.Text);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_lapsed_session_and_a_lapsed_api_token_are_401(TestDatabase database)
    {
        var clock = new ShiftedClock();
        await using var running = await WholeProgram.StartAsync(database, clock);
        var provider = await running.Program.ProviderAsync();
        var made = await provider.DoAsync(
            "createApiToken",
            new
            {
                name = "short",
                scopes = new[] { "READ" },
                expiresAt = clock
                    .GetUtcNow()
                    .AddMinutes(30)
                    .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            },
            "secret"
        );
        var token = provider.Client.As(made.Text("secret"));
        await token.AskAsync("{ viewer { organization { name } } }");

        clock.GoOn(TimeSpan.FromMinutes(61));

        foreach (var client in (GraphClient[])[provider.Client, token])
        {
            var reply = await client.SendAsync("{ viewer { organization { name } } }");
            reply.Status.ShouldBe(HttpStatusCode.Unauthorized);
            reply.Codes.ShouldBe(["UNAUTHENTICATED"]);
        }
    }

    public static TheoryData<string, string> Mistakes() =>
        new()
        {
            { "no such field", "{ nothing }" },
            { "a missing argument", "{ customer { id } }" },
            { "a missing input field", "mutation { signIn(input: { email: \"a@b.example\" }) { errors { code } } }" },
            { "an unknown input field", "mutation { signOut(x: 1) { errors { code } } }" },
            { "a number for a text", "{ customers(search: 1) { totalCount } }" },
            { "a text for a number", "{ customers(first: \"1\") { totalCount } }" },
            { "an unknown enum value", "{ customers(source: STOLEN) { totalCount } }" },
            { "a syntax error", "{ customers( { } }" },
            { "an unknown fragment", "{ ...nothing }" },
            { "two operations", "{ viewer { passwordChangeRequired } } { viewer { passwordChangeRequired } }" },
            { "nothing", "" },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_document_with_a_mistake_is_400_with_a_code(string mistake, string query)
    {
        var program = await programs.OnAsync(TestDatabase.Sqlite);
        var reseller = (await program.KnownTrioAsync()).Reseller;

        var reply = await reseller.Client.SendAsync(query);

        reply.Status.ShouldBe(HttpStatusCode.BadRequest, mistake);
        reply.Errors.ShouldNotBeEmpty();
        reply.Codes.ShouldAllBe(code => !string.IsNullOrEmpty(code) && code != "INTERNAL");
        TellsNothingInside(reply.Text);
    }

    public static TheoryData<string, string> Refused() =>
        new()
        {
            { "{ customers(first: 0) { totalCount } }", "customers" },
            { "{ customers(first: 101) { totalCount } }", "customers" },
            { "{ customers(first: -1) { totalCount } }", "customers" },
            { "{ customers(last: 101) { totalCount } }", "customers" },
            { "{ customers(first: 1, last: 1) { totalCount } }", "customers" },
            { "{ customers(first: 2147483647) { totalCount } }", "customers" },
            { "{ customers(after: \"no cursor\") { totalCount nodes { id } } }", "customers" },
            { "{ users(before: \"\") { totalCount nodes { id } } }", "users" },
            { "{ invitations(after: \"AAAA\") { nodes { id } } }", "invitations" },
            { "{ indirectProviders { nodes { sharedCustomers(first: 0) { totalCount } } } }", "indirectProviders" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_page_that_cannot_be_is_bad_user_input_of_that_field_alone(string query, string field)
    {
        foreach (var database in Enum.GetValues<TestDatabase>())
        {
            var program = await programs.OnAsync(database);
            var reseller = (await program.KnownTrioAsync()).Reseller;

            var reply = await reseller.Client.SendAsync(
                query.Replace("{ " + field, "{ viewer { passwordChangeRequired } " + field, StringComparison.Ordinal)
            );

            // GraphQL over HTTP: an answer with data and errors.
            ((int)reply.Status).ShouldBe(294, reply.Text);
            reply.Codes.ShouldBe(["BAD_USER_INPUT"], reply.Text);
            reply.Data.IsNull("viewer").ShouldBeFalse();
            TellsNothingInside(reply.Text);
        }
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task The_cursor_of_another_list_is_bad_user_input(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = (await program.KnownTrioAsync()).Reseller;
        var cursor = (await reseller.AskAsync("{ users { pageInfo { endCursor } } }")).Text("users.pageInfo.endCursor");

        var reply = await reseller.Client.SendAsync(
            "query($after: String) { invitations(after: $after) { nodes { id } } }",
            new { after = cursor }
        );

        reply.Codes.ShouldBe(["BAD_USER_INPUT"], reply.Text);
    }

    public static TheoryData<string, string> Scalars() =>
        new()
        {
            { "DateTime", "\"yesterday\"" },
            { "DateTime", "\"2026-11-22\"" },
            { "DateTime", "\"2026-11-22T09:30:00\"" },
            { "DateTime", "\"2026-13-22T09:30:00Z\"" },
            { "DateTime", "1700000000" },
            { "EmailAddress", "\"no address\"" },
            { "EmailAddress", "\"a@b\\r\\nBcc: x@y.example\"" },
            { "EmailAddress", "\"\"" },
            { "CountryCode", "\"Germany\"" },
            { "CountryCode", "\"D\"" },
            { "CountryCode", "49" },
            { "URL", "\"javascript:alert(1)\"" },
            { "URL", "\"not a url\"" },
            { "URL", "\"/relative\"" },
        };

    private static (string Field, string Before, string After) PlaceOf(string scalar) =>
        scalar switch
        {
            "DateTime" => ("createApiToken", "name: \"x\", scopes: [READ], expiresAt: ", ""),
            "EmailAddress" => ("draftCustomerInvitation", "recipientEmail: ", ""),
            "CountryCode" => ("updateEnrollment", "address: { line1: \"x\", city: \"x\", country: ", " }"),
            _ => ("updateEnrollment", "supportContact: { email: \"a@b.example\", website: ", " }"),
        };

    [Theory]
    [MemberData(nameof(Scalars))]
    public async Task A_value_that_no_scalar_takes_is_bad_user_input_as_a_literal_and_as_a_variable(
        string scalar,
        string value
    )
    {
        var program = await programs.OnAsync(TestDatabase.Sqlite);
        var reseller = (await program.KnownTrioAsync()).Reseller;
        var (field, before, after) = PlaceOf(scalar);

        var literal = await reseller.Client.SendAsync(
            $"mutation {{ {field}(input: {{ {before}{value}{after} }}) {{ errors {{ code }} }} }}"
        );
        var variable = await reseller.Client.SendAsync(
            new StringContent(
                $$"""
                { "query": "mutation($v: {{scalar}}!) { {{field}}(input: { {{(before + "$v" + after).Replace(
                    "\"",
                    "\\\""
                )}} }) { errors { code } } }",
                  "variables": { "v": {{value}} } }
                """,
                Encoding.UTF8,
                "application/json"
            )
        );

        foreach (var reply in (Reply[])[literal, variable])
        {
            reply.Status.ShouldBe(HttpStatusCode.BadRequest, reply.Text);
            reply.Errors.ShouldNotBeEmpty();
            TellsNothingInside(reply.Text);
        }
        variable.Codes.ShouldBe(["BAD_USER_INPUT"], variable.Text);
    }

    public static TheoryData<string, string, int> Bodies() =>
        new()
        {
            { "application/json", "{", 400 },
            { "application/json", "[]", 400 },
            { "application/json", "null", 400 },
            { "application/json", "\"text\"", 400 },
            { "application/json", "{\"query\": 1}", 400 },
            { "application/json", "{\"query\": \"{ viewer { passwordChangeRequired } }\", \"variables\": []}", 400 },
            { "application/json", "[{\"query\": \"{ __typename }\"}]", 400 },
            { "application/json", "{\"query\": \"\\ud800\"}", 400 },
            { "application/json", "", 400 },
            { "text/plain", "{\"query\": \"{ __typename }\"}", 415 },
            { "application/x-www-form-urlencoded", "query={__typename}", 415 },
            { "multipart/form-data; boundary=x", "--x--", 415 },
        };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_no_request_is_answered_with_its_status(string type, string body, int status)
    {
        var program = await programs.OnAsync(TestDatabase.Sqlite);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        var reply = await program.Anonymous.SendAsync(content);

        ((int)reply.Status).ShouldBe(status, reply.Text);
        reply.Errors.ShouldNotBeEmpty();
        reply.Codes.ShouldAllBe(code => !string.IsNullOrEmpty(code) && code != "INTERNAL");
        TellsNothingInside(reply.Text);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Ten_megabytes_are_refused_and_the_process_goes_on(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var large = new string('x', 10 * 1024 * 1024);

        try
        {
            var reply = await program.Anonymous.SendAsync($"{{ viewer {{ passwordChangeRequired }} }} # {large}");
            reply.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        }
        catch (HttpRequestException)
        {
            // The server has answered and closed while the body was still on its way.
        }

        await StillAnswersAsync(program);
    }

    public static TheoryData<string, string> Hostile() =>
        new()
        {
            { "deep selections", $"{{ {string.Concat(Enumerable.Repeat("a{", 20_000))}" },
            { "deep lists", $"{{ customers(search: {new string('[', 20_000)}" },
            { "deep objects", $"{{ customers(search: {string.Concat(Enumerable.Repeat("{a:", 20_000))}" },
            { "deep list types", $"query($a: {new string('[', 20_000)}" },
            { "many aliases", $"{{ {string.Concat(Enumerable.Range(0, 5_000).Select(i => $"a{i}: __typename "))} }}" },
            { "many directives", $"{{ __typename {string.Concat(Enumerable.Repeat("@a ", 5_000))} }}" },
            {
                "costly pages",
                "{ indirectProviders(first: 100) { nodes { sharedCustomers(first: 100) { nodes { users(first: 100) { nodes { licenses { offerName } } } } } } } }"
            },
            {
                "signing in twice",
                "mutation { a: signIn(input: {email: \"a@b.example\", password: \"x\"}) { errors { code } } b: signIn(input: {email: \"a@b.example\", password: \"y\"}) { errors { code } } }"
            },
            { "a circle of fragments", "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }" },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_document_that_would_hurt_is_refused_before_it_runs(string kind, string query)
    {
        var program = await programs.OnAsync(TestDatabase.Sqlite);
        var reseller = (await program.KnownTrioAsync()).Reseller;

        var reply = await reseller.Client.SendAsync(query);

        reply.Status.ShouldBe(HttpStatusCode.BadRequest, kind);
        reply.Json.TryGetProperty("data", out _).ShouldBeFalse(kind);
        reply.Errors.Count.ShouldBeLessThanOrEqualTo(100);
        reply.Text.Length.ShouldBeLessThan(100_000);
        TellsNothingInside(reply.Text);
        await StillAnswersAsync(program);
    }

    [Fact]
    public async Task What_would_cost_too_much_says_so()
    {
        var program = await programs.OnAsync(TestDatabase.Sqlite);
        var reseller = (await program.KnownTrioAsync()).Reseller;

        var reply = await reseller.Client.SendAsync(
            """
            { indirectProviders(first: 100) { nodes { sharedCustomers(first: 100) { nodes {
                users(first: 100) { nodes { licenses { offerName } } } } } } } }
            """
        );

        reply.Codes.ShouldBe(["COST_EXCEEDED"], reply.Text);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task A_wrong_state_is_a_refusal_and_loses_nothing(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = await program.ResellerAsync();
        var before = (await reseller.Client.SendAsync("{ enrollment { status legalProfile { legalName } } }")).Text;

        (await reseller.Client.RefusalAsync("submitEnrollment", input: null)).ShouldBe("ILLEGAL_TRANSITION");
        (await reseller.Client.RefusalAsync("withdrawEnrollment", input: null)).ShouldBe("ILLEGAL_TRANSITION");
        (await reseller.Client.RefusalAsync("updateEnrollment", new { legalName = "Other" })).ShouldBe(
            "ILLEGAL_TRANSITION"
        );

        (await reseller.Client.SendAsync("{ enrollment { status legalProfile { legalName } } }")).Text.ShouldBe(before);
    }

    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task Control_characters_and_endless_names_are_refused_by_field(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var reseller = (await program.KnownTrioAsync()).Reseller;
        foreach (var fullName in (string[])["", "   ", "a\u0000b", "a\r\nBcc: x@y.example", new string('x', 100_000)])
        {
            var reply = await reseller.Client.MutateAsync(
                "addUser",
                new
                {
                    fullName,
                    email = PartnerProgram.NewCustomerEmail(),
                    agentRole = "NOT_AN_AGENT",
                    adminRole = "NOT_AN_ADMIN",
                }
            );

            var error = reply.DataWithoutErrors().At("addUser.errors.0");
            error.Text("code").ShouldBeOneOf("REQUIRED", "INVALID");
            error.Text("path.0").ShouldBe("fullName");
        }
        foreach (var search in (string[])["\u0000", "%", "_", "'; drop table users; --", new string('x', 10_000)])
        {
            (await reseller.AskAsync("query($s: String) { users(search: $s) { totalCount } }", new { s = search }))
                .At("users.totalCount")
                .GetInt32()
                .ShouldBe(0);
        }
    }

    /// <summary>Texts that a database may choke on, in every place of every root field.</summary>
    [Theory]
    [ClassData(typeof(OnBothDatabases))]
    public async Task No_text_in_any_argument_of_any_root_field_breaks_anything(TestDatabase database)
    {
        var program = await programs.OnAsync(database);
        var trio = await program.KnownTrioAsync();
        var beginner = await program.StartEnrollmentAsync();
        string[] texts =
        [
            "\0",
            "a\0b",
            "\uFFFF",
            "' or '1'='1",
            new string('é', 5_000),
            new string('A', 43),
            Cursor("[\"a\\u0000b\",\"a\\u0000b\"]"),
            Cursor("[\"\\ud800\"]"),
            Cursor("[null]"),
            Cursor("[\"a\",\"b\",\"c\"]"),
        ];
        GraphClient[] callers =
        [
            trio.Reseller.Client,
            trio.Provider.Client,
            trio.Customer.Client,
            beginner.Client,
            await program.OperatorAsync(),
            program.Anonymous,
        ];

        foreach (var probe in Probes())
        foreach (var text in texts)
        foreach (var caller in callers)
        {
            var reply = await caller.SendAsync(probe.Query, probe.Variables!(Names.All(text)));
            reply.Codes.ShouldNotContain("INTERNAL", $"{probe.Query} with {text}: {reply.Text}");
        }
        foreach (var text in texts)
        {
            var reply = await trio.Reseller.Client.SendAsync(
                """
                query($after: String) { users(after: $after) { nodes { id } } customers(after: $after) { nodes { id } }
                  invitations(before: $after) { nodes { id } } partners(before: $after) { nodes { id } } }
                """,
                new { after = text }
            );
            reply.Codes.ShouldAllBe(code => code == "BAD_USER_INPUT", reply.Text);
        }
    }

    // A password that is wrong again and again locks its account, as it should.
    private static IEnumerable<Probe> Probes() =>
        RootFieldProbes
            .ByField.Where(field => field.Key != "changePassword")
            .SelectMany(field => field.Value)
            .Where(probe => probe.Variables is not null);

    private static string Cursor(string json) =>
        System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
