using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using static PartnerGraph.Graph.Tests.Enrollments.EnrollmentWorld;

namespace PartnerGraph.Graph.Tests.Enrollments;

/// <summary>The whole way into the program, as a front-end asks for it.</summary>
[Collection(EnrollmentCollection.Name)]
public sealed class EnrollmentOverHttpTests(EnrollmentServers servers)
{
    private const string Fields = """
        fragment all on Enrollment {
          id status missing
          organization { name kind }
          membershipProfile { mpnId organizationName country active incentives benefits competencies }
          legalProfile { legalName address { line1 city country } primaryContact { fullName email } }
          supportContact { email phone website }
          contactEmailVerifiedAt contactEmailDelivery { status attempts lastError nextAttemptAt sentAt }
          history { from to at by reason }
          setupComplete
        }
        """;

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R8_to_R31_a_reseller_enrolls_is_verified_reviewed_and_set_up(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var reviewer = await OperatorClientAsync(world);
        var email = NewAddress().Value;
        var profile = Profile(Unique("member"), domain: "Contoso.example.");
        await world.AddMembershipAsync(profile);
        var reseller = new Client(world.Server.Client());

        var started = await reseller.AskAsync(
            $$"""
            mutation {
              startEnrollment(input: {
                organizationName: "Contoso" country: "DE" fullName: "Anna Schmidt" email: "{{email}}"
                password: "{{People.Password}}"
              }) { enrollment { ...all } session { accessToken passwordChangeRequired } errors { code path } }
            }
            """ + Fields
        );
        var draft = started.GetProperty("startEnrollment").GetProperty("enrollment");
        draft.GetProperty("status").GetString().ShouldBe("DRAFT");
        Texts(draft.GetProperty("missing")).ShouldBe(["MEMBERSHIP_PROFILE", "LEGAL_PROFILE", "SUPPORT_CONTACT"]);
        draft.GetProperty("organization").GetProperty("kind").GetString().ShouldBe("INDIRECT_RESELLER");
        draft.GetProperty("setupComplete").ValueKind.ShouldBe(JsonValueKind.Null);
        draft.GetProperty("contactEmailDelivery").ValueKind.ShouldBe(JsonValueKind.Null);
        reseller.SignInWith(
            started.GetProperty("startEnrollment").GetProperty("session").GetProperty("accessToken").GetString()!
        );

        var membership = await reseller.AskAsync(
            $$"""
            mutation { signInToMembership(input: { userName: "{{profile.UserName}}" password: "registry secret 1" }) {
              profiles { mpnId active } membershipSession errors { code }
            } }
            """
        );
        var session = membership.GetProperty("signInToMembership").GetProperty("membershipSession").GetString();
        var linked = await reseller.AskAsync(
            $$"""
            mutation { chooseMembershipProfile(input: { membershipSession: "{{session}}" mpnId: "{{profile.MpnId}}" }) {
              enrollment { ...all } errors { code message path }
            } }
            """ + Fields
        );
        linked
            .GetProperty("chooseMembershipProfile")
            .GetProperty("enrollment")
            .GetProperty("membershipProfile")
            .GetProperty("mpnId")
            .GetString()
            .ShouldBe(profile.MpnId);

        var refused = await reseller.AskAsync(Update("carl@gmail.com"), language: "ru");
        var error = refused.GetProperty("updateEnrollment").GetProperty("errors")[0];
        error.GetProperty("code").GetString().ShouldBe("WEBMAIL_ADDRESS_REFUSED");
        Texts(error.GetProperty("path")).ShouldBe(["primaryContact", "email"]);
        error.GetProperty("message").GetString()!.ShouldContain("gmail.com");
        refused.GetProperty("updateEnrollment").GetProperty("enrollment").ValueKind.ShouldBe(JsonValueKind.Null);

        await reseller.AskAsync(Update("carl@contoso.example"));
        var submitted = await reseller.AskAsync(
            "mutation { submitEnrollment { enrollment { ...all } errors { code } } }" + Fields
        );
        submitted
            .GetProperty("submitEnrollment")
            .GetProperty("enrollment")
            .GetProperty("status")
            .GetString()
            .ShouldBe("AWAITING_EMAIL_VERIFICATION");
        var delivery = submitted
            .GetProperty("submitEnrollment")
            .GetProperty("enrollment")
            .GetProperty("contactEmailDelivery");
        delivery.GetProperty("status").GetString().ShouldBeOneOf("QUEUED", "SENT");
        delivery.GetProperty("lastError").ValueKind.ShouldBe(JsonValueKind.Null);

        var caller = (await world.Server.WhoIsAsync(reseller.Token))!;
        var verified = await new Client(world.Server.Client()).AskAsync(
            $$"""
            mutation { verifyEnrollmentEmail(input: { token: "{{await world.TokenAsync(
                caller
            )}}" }) { status errors { code } } }
            """
        );
        verified.GetProperty("verifyEnrollmentEmail").GetProperty("status").GetString().ShouldBe("IN_REVIEW");

        var waiting = await reviewer.AskAsync(
            "{ enrollments(status: IN_REVIEW, first: 1) { totalCount nodes { ...all review { contactDomain contactVerified registryDomain domainsMatch } } pageInfo { hasPreviousPage } } }"
                + Fields
        );
        var seen = waiting.GetProperty("enrollments").GetProperty("nodes")[0];
        var id = seen.GetProperty("id").GetString()!;
        id.ShouldBe(draft.GetProperty("id").GetString());
        seen.GetProperty("contactEmailDelivery").ValueKind.ShouldBe(JsonValueKind.Null);
        seen.GetProperty("review").GetProperty("contactDomain").GetString().ShouldBe("contoso.example");
        seen.GetProperty("review").GetProperty("contactVerified").GetBoolean().ShouldBeTrue();
        seen.GetProperty("review").GetProperty("registryDomain").GetString().ShouldBe("contoso.example");
        seen.GetProperty("review").GetProperty("domainsMatch").GetBoolean().ShouldBeTrue();

        var approved = await reviewer.AskAsync(
            $$"""
            mutation { approveEnrollment(input: { enrollmentId: "{{id}}" reason: "Welcome." }) {
              enrollment { status organization { name } setupComplete } errors { code }
            } }
            """
        );
        approved
            .GetProperty("approveEnrollment")
            .GetProperty("enrollment")
            .GetProperty("setupComplete")
            .GetBoolean()
            .ShouldBeTrue();

        var done = (await reseller.AskAsync("{ enrollment { ...all organization { mpnId } } }" + Fields)).GetProperty(
            "enrollment"
        );
        done.GetProperty("status").GetString().ShouldBe("APPROVED");
        done.GetProperty("organization").GetProperty("mpnId").GetString().ShouldBe(profile.MpnId);
        (await reseller.CodeAsync("{ enrollment { review { contactDomain } } }")).ShouldBe("FORBIDDEN");
        done.GetProperty("setupComplete").GetBoolean().ShouldBeTrue();
        done.GetProperty("legalProfile").GetProperty("legalName").GetString().ShouldBe("Contoso GmbH");
        done.GetProperty("contactEmailVerifiedAt").GetString()!.ShouldEndWith("Z");
        done.GetProperty("history")
            .EnumerateArray()
            .Select(step => step.GetProperty("to").GetString())
            .ShouldBe(["DRAFT", "AWAITING_EMAIL_VERIFICATION", "IN_REVIEW", "APPROVED"]);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task An_enrollment_is_seen_by_its_organization_and_the_operator_alone(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        var (mine, theirs) = (new Client(world.Server.Client()), new Client(world.Server.Client()));
        var id = await StartAsync(mine);
        var foreign = await StartAsync(theirs);
        var unknown = Schema.GlobalId.Of(Schema.NodeKind.Enrollment, NewId().Value);

        (await NodeAsync(mine, id)).GetProperty("node").GetProperty("id").GetString().ShouldBe(id);
        (await NodeAsync(mine, foreign)).GetRawText().ShouldBe((await NodeAsync(mine, unknown)).GetRawText());
        (await mine.AskAsync("{ enrollment { id } }"))
            .GetProperty("enrollment")
            .GetProperty("id")
            .GetString()
            .ShouldBe(id);
        (await NodeAsync(await OperatorClientAsync(world), foreign))
            .GetProperty("node")
            .GetProperty("id")
            .GetString()
            .ShouldBe(foreign);

        (await mine.CodeAsync("{ enrollments { nodes { id } } }")).ShouldBe("FORBIDDEN");
        (await new Client(world.Server.Client()).CodeAsync("{ enrollment { id } }")).ShouldBe("UNAUTHENTICATED");
        var approve = $$"""mutation { approveEnrollment(input: { enrollmentId: "{{id}}" }) { errors { code } } }""";
        (await mine.CodeAsync(approve)).ShouldBe("FORBIDDEN");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task The_operator_pages_through_all_of_them_the_newest_first(TestDatabase database)
    {
        var world = await servers.OnAsync(database);
        List<string> started = [];
        for (var i = 0; i < 5; i++)
            started.Insert(0, await StartAsync(new Client(world.Server.Client())));
        var reviewer = await OperatorClientAsync(world);

        List<string> read = [];
        string? after = null;
        for (var i = 0; i < 3; i++)
        {
            var argument = after is null ? "" : $", after: \"{after}\"";
            var page = (
                await reviewer.AskAsync(
                    $$"""{ enrollments(first: 2{{argument}}) { edges { cursor node { id organization { name } } } pageInfo { endCursor hasNextPage } } }"""
                )
            ).GetProperty("enrollments");
            read.AddRange(
                page.GetProperty("edges")
                    .EnumerateArray()
                    .Select(e => e.GetProperty("node").GetProperty("id").GetString()!)
            );
            after = page.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        }

        read[..5].ShouldBe(started);
    }

    [Fact]
    public async Task A_provider_is_in_the_directory_at_once()
    {
        var world = await servers.OnAsync(TestDatabase.Sqlite);
        var reviewer = await OperatorClientAsync(world);
        var name = Unique("Distri");

        var created = await reviewer.AskAsync(
            $$"""
            mutation { createProvider(input: {
              name: "{{name}}" country: "FR" mpnId: "{{Unique("mpn")}}" adminFullName: "Dora Distributor"
              adminEmail: "{{NewAddress()}}" services: [MARKETING]
            }) { partner { name kind country mpnId } signInName temporaryPassword errors { code path } } }
            """
        );

        var partner = created.GetProperty("createProvider").GetProperty("partner");
        partner.GetProperty("kind").GetString().ShouldBe("INDIRECT_PROVIDER");
        created.GetProperty("createProvider").GetProperty("temporaryPassword").GetString()!.Length.ShouldBe(23);
        var found = await new Client(world.Server.Client()).AskAsync(
            $$"""{ providerDirectory(search: "{{name}}") { nodes { name services contact { fullName email } } } }"""
        );
        var entry = found.GetProperty("providerDirectory").GetProperty("nodes").EnumerateArray().ShouldHaveSingleItem();
        entry.GetProperty("contact").GetProperty("fullName").GetString().ShouldBe("Dora Distributor");
        Texts(entry.GetProperty("services")).ShouldBe(["MARKETING"]);
    }

    private static string Update(string contact) =>
        $$"""
            mutation { updateEnrollment(input: {
              legalName: "Contoso GmbH"
              address: { line1: "Ringstr. 1" city: "Berlin" country: "DE" }
              primaryContact: { fullName: "Carl Contact" email: "{{contact}}" }
              supportContact: { email: "help@contoso.example" website: "https://contoso.example/help" }
            }) { enrollment { ...all } errors { code message path } } }
            """ + Fields;

    private static async Task<string> StartAsync(Client client)
    {
        var started = (
            await client.AskAsync(
                $$"""
                mutation { startEnrollment(input: {
                  organizationName: "Contoso" country: "DE" fullName: "Anna" email: "{{NewAddress()}}" password: "{{People.Password}}"
                }) { enrollment { id } session { accessToken } } }
                """
            )
        ).GetProperty("startEnrollment");
        client.SignInWith(started.GetProperty("session").GetProperty("accessToken").GetString()!);
        return started.GetProperty("enrollment").GetProperty("id").GetString()!;
    }

    private static Task<JsonElement> NodeAsync(Client client, string id) =>
        client.AskAsync($$"""{ node(id: "{{id}}") { id ... on Enrollment { status history { to } } } }""");

    private static async Task<Client> OperatorClientAsync(EnrollmentWorld world)
    {
        var caller = await world.OperatorAsync();
        await using var db = world.Server.Open();
        var user = await db.Users.FindAsync(caller.User!.Value);
        var client = new Client(world.Server.Client());
        client.SignInWith((await world.Server.SignInAsync(user!.Email.Value)).Session!.AccessToken);
        return client;
    }

    private static IEnumerable<string?> Texts(JsonElement list) =>
        list.EnumerateArray().Select(item => item.GetString());

    private sealed class Client(HttpClient http)
    {
        public string? Token { get; private set; }

        public void SignInWith(string token) => Token = token;

        /// <summary>The data of an answer without errors of the request.</summary>
        public async Task<JsonElement> AskAsync(string query, string language = "en")
        {
            var answer = await SendAsync(query, language);
            answer.TryGetProperty("errors", out var errors).ShouldBeFalse(errors.ToString());
            return answer.GetProperty("data");
        }

        /// <summary>The code of the one error of the request.</summary>
        public async Task<string?> CodeAsync(string query)
        {
            var errors = (await SendAsync(query, "en")).GetProperty("errors");
            errors.GetArrayLength().ShouldBe(1);
            return errors[0].GetProperty("extensions").GetProperty("code").GetString();
        }

        private async Task<JsonElement> SendAsync(string query, string language)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
            {
                Content = JsonContent.Create(new { query }),
            };
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
            if (Token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
            using var response = await http.SendAsync(request);
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
    }
}
