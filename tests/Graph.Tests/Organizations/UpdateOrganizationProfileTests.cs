using PartnerGraph.Domain.Organizations;
using PartnerGraph.Graph.Tests.Hosting;
using PartnerGraph.Graph.Tests.Sessions;
using PartnerGraph.Graph.Tests.Users;

namespace PartnerGraph.Graph.Tests.Organizations;

public sealed class UpdateOrganizationProfileTests(RunningPrograms programs)
{
    private static readonly object Help = new { email = "help@contoso.example", phone = "+49 30 1" };

    private static readonly object Anna = new { fullName = "Anna Schmidt", email = "anna@contoso.example" };

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R5_R6_R76_What_a_provider_tells_of_itself_stands_in_the_directory(TestDatabase database)
    {
        var server = await programs.On(database);
        var name = Team.Unique("Fabrikam");
        var admin = await (await Team.StartAsync(server, OrganizationKind.IndirectProvider, name)).MemberAsync(
            Team.GlobalAdmin
        );
        var other = await (
            await Team.StartAsync(server, OrganizationKind.IndirectProvider, name + " other")
        ).MemberAsync(Team.GlobalAdmin);
        var before = await VersionAsync(other);

        var answer = await ChangeAsync(
            admin,
            new
            {
                version = await VersionAsync(admin),
                businessProfile = new
                {
                    about = "Training and credit.",
                    services = new[] { "FINANCING_AND_CREDIT", "MARKETING" },
                    contact = Anna,
                    website = "https://fabrikam.example/terms",
                },
            }
        );

        answer.Refusals("updateOrganizationProfile").ShouldBeEmpty();
        var found = await server.AskAsync(
            token: null,
            """
            query($name: String, $service: ProviderService) {
              providerDirectory(search: $name, country: "DE", service: $service) {
                nodes { name about services website contact { fullName email } }
              }
            }
            """,
            new { name = "distributor " + name, service = "FINANCING_AND_CREDIT" }
        );
        var listed = found["providerDirectory", "nodes"]!.Value.EnumerateArray().Single();
        listed.GetProperty("name").GetString().ShouldBe(name);
        listed.GetProperty("about").GetString().ShouldBe("Training and credit.");
        listed.GetProperty("website").GetString().ShouldBe("https://fabrikam.example/terms");
        listed.GetProperty("contact").GetProperty("email").GetString().ShouldBe("anna@contoso.example");
        (await VersionAsync(other)).ShouldBe(before);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task R74_A_partner_changes_its_legal_profile_and_support_contact_after_approval(TestDatabase database)
    {
        var server = await programs.On(database);
        var team = await Team.StartAsync(server);
        var admin = await team.MemberAsync(Team.GlobalAdmin);

        var answer = await ChangeAsync(
            admin,
            new
            {
                version = await VersionAsync(admin),
                legalName = " Contoso SE ",
                supportContact = Help,
            }
        );

        answer.Refusals("updateOrganizationProfile").ShouldBeEmpty();
        answer.Word("updateOrganizationProfile", "organization", "legalProfile", "legalName").ShouldBe("Contoso SE");
        answer
            .Word("updateOrganizationProfile", "organization", "supportContact", "email")
            .ShouldBe("help@contoso.example");
        // What was left out stays, and both changes are told with who made them.
        answer.Word("updateOrganizationProfile", "organization", "legalProfile", "address", "city").ShouldBe("Berlin");
        await using var db = server.Open();
        var told = db
            .Events.Where(one => one.OrganizationId == team.Id && one.Kind == "organization.profileChanged")
            .ToList();
        told.Count.ShouldBe(2);
        told.ShouldAllBe(one => one.Payload.Contains(admin.User.Id.Value.ToString("D")));
        string.Concat(told.Select(one => one.Payload)).ShouldNotContain("help@");
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task What_is_wrong_is_refused_by_its_field_and_changes_nothing(TestDatabase database)
    {
        var server = await programs.On(database);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var version = await VersionAsync(admin);
        var manager = await admin.Team.MemberAsync(Team.Manager);

        var answer = await ChangeAsync(
            admin,
            new
            {
                version,
                legalName = "",
                address = new
                {
                    line1 = "Rue 1",
                    city = "Paris",
                    country = "FR",
                },
                primaryContact = new { fullName = "Anna", email = "anna@gmail.com" },
                businessProfile = new
                {
                    services = Array.Empty<string>(),
                    contact = new { fullName = "Anna", email = "anna@outlook.com" },
                },
            }
        );

        answer
            .Refusals("updateOrganizationProfile")
            .ShouldBe(
                [
                    "REQUIRED legalName",
                    "INVALID address country",
                    "WEBMAIL_ADDRESS_REFUSED primaryContact email",
                    "WEBMAIL_ADDRESS_REFUSED businessProfile contact email",
                ],
                ignoreOrder: true
            );
        (await ChangeAsync(manager, new { version, legalName = "X" })).ErrorCodes.ShouldBe(["FORBIDDEN"]);
        (await VersionAsync(admin)).ShouldBe(version);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Who_is_no_partner_in_the_program_has_no_such_profile(TestDatabase database)
    {
        var server = await programs.On(database);
        var customer = await (await Team.StartAsync(server, OrganizationKind.Customer)).MemberAsync(Team.GlobalAdmin);
        var person = await server.AddPersonAsync(Team.NewAddress(), Team.GlobalAdmin);
        var applicant = await server.SignedInAsync(person.Email.Value);

        (await ChangeAsync(customer, new { version = 0, supportContact = Help }))
            .Refusals("updateOrganizationProfile")
            .ShouldBe(["ILLEGAL_TRANSITION"]);
        (await AskAsync(server, applicant, new { version = 0, supportContact = Help }))
            .Refusals("updateOrganizationProfile")
            .ShouldBe(["ILLEGAL_TRANSITION"]);
        var provider = await (await Team.StartAsync(server, OrganizationKind.IndirectProvider)).MemberAsync(
            Team.GlobalAdmin
        );
        (
            await ChangeAsync(
                provider,
                new
                {
                    version = await VersionAsync(provider),
                    legalName = "Fabrikam SE",
                    businessProfile = new { services = Array.Empty<string>() },
                }
            )
        ).Refusals("updateOrganizationProfile").ShouldBe(["REQUIRED address", "REQUIRED primaryContact", "REQUIRED businessProfile contact"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Of_many_changes_that_build_on_one_version_one_is_made_and_the_others_see_it(TestDatabase database)
    {
        var server = await programs.On(database);
        var admin = await (await Team.StartAsync(server)).MemberAsync(Team.GlobalAdmin);
        var version = await VersionAsync(admin);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => ChangeAsync(admin, new { version, legalName = $"Contoso {i}" }))
        );

        var refusals = answers.Select(answer => answer.Refusals("updateOrganizationProfile")).ToList();
        refusals.Count(none => none.Count == 0).ShouldBe(1);
        refusals.SelectMany(all => all).ShouldAllBe(refusal => refusal == "CONFLICT" || refusal == "CONFLICT version");
        var winner = answers[refusals.FindIndex(none => none.Count == 0)];
        var name = winner.Word("updateOrganizationProfile", "organization", "legalProfile", "legalName");
        var late = await ChangeAsync(admin, new { version, legalName = "Too late" });
        late.Refusals("updateOrganizationProfile").ShouldBe(["CONFLICT version"]);
        late.Word("updateOrganizationProfile", "organization", "legalProfile", "legalName").ShouldBe(name);
        late["updateOrganizationProfile", "organization", "version"]!.Value.GetInt32().ShouldBe(version + 1);
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.Postgres)]
    public async Task Roles_that_build_on_an_older_version_are_refused_with_the_present_ones(TestDatabase database)
    {
        var server = await programs.On(database);
        var team = await Team.StartAsync(server);
        var admin = await team.MemberAsync(Team.GlobalAdmin);
        var otto = await team.MemberAsync(Team.Manager);
        const string assign = """
            mutation($input: AssignRolesInput!) {
              assignRoles(input: $input) { user { version agentRole } errors { code path } }
            }
            """;

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i =>
                    admin.AskAsync(
                        assign,
                        new
                        {
                            input = new
                            {
                                userId = otto.Id,
                                agentRole = i % 2 == 0 ? "ADMIN_AGENT" : "HELPDESK_AGENT",
                                adminRole = "NOT_AN_ADMIN",
                                version = 0,
                            },
                        }
                    )
                )
        );

        answers.Count(answer => answer.Refusals("assignRoles").Count == 0).ShouldBe(1);
        answers.ShouldAllBe(answer => answer["assignRoles", "user", "version"]!.Value.GetInt32() == 1);
        answers.Select(answer => answer.Word("assignRoles", "user", "agentRole")).Distinct().Count().ShouldBe(1);
        // Who does not say builds on whatever it is.
        (await admin.AssignRolesAsync(otto.Id, "NOT_AN_AGENT", "NOT_AN_ADMIN"))
            .Refusals("assignRoles")
            .ShouldBeEmpty();
    }

    private static Task<Answer> ChangeAsync(Member by, object input) => AskAsync(by.Team.Server, by.Token, input);

    private static Task<Answer> AskAsync(GraphServer server, string token, object input) =>
        server.AskAsync(
            token,
            """
            mutation($input: UpdateOrganizationProfileInput!) {
              updateOrganizationProfile(input: $input) {
                organization {
                  version
                  legalProfile { legalName address { city } primaryContact { email } }
                  supportContact { email }
                }
                errors { code path message }
              }
            }
            """,
            new { input }
        );

    private static async Task<int> VersionAsync(Member member) =>
        (await member.AskAsync("{ viewer { organization { ... on Partner { version } } } }"))[
            "viewer",
            "organization",
            "version"
        ]!.Value.GetInt32();
}
