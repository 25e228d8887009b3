using System.Text.RegularExpressions;

namespace PartnerGraph.Architecture.Tests;

/// <summary>Things that may stand in few places only, each for the reason in its test's name.</summary>
public sealed partial class ForbiddenWordsTests
{
    [Fact]
    public void The_web_request_is_known_to_the_protocols_and_to_sign_in_alone() =>
        SourceTree
            .Mentions(
                "src",
                "HttpContext",
                "src/GraphQL.Server/",
                "src/Graph/Access/",
                // The host's own pages and endpoints are web by nature; resolvers are not.
                "src/Graph/Hosting/",
                "src/Graph/LinkPages/",
                "src/Graph/DevMail/",
                "src/Graph/Ide/",
                "src/Graph/Health/",
                "src/Graph/Telemetry/MetricsPage.cs",
                "src/Graph/Audit/AuditExport.cs"
            )
            .ShouldBeEmpty();

    [Fact]
    public void Tenant_filters_are_ignored_only_where_tenancy_itself_lives() =>
        SourceTree
            .Mentions(
                "src",
                "IgnoreQueryFilters",
                "src/Persistence/Tenants/",
                // An end is told to both sides: the mails' addresses are looked up, and neither side sees those of the other.
                "src/Persistence/Outbox/ToldAdmins.cs",
                // A row of the trail names whom the act concerned, whoever that is; it is written and not shown.
                "src/Persistence/Audit/AuditWriter.cs",
                // Found by its whole key, the organization included, before and after a request signs in.
                "src/Persistence/Idempotency/RequestClaim.cs",
                // A recipient's quota counts the invitations of all; nothing but numbers leaves it.
                "src/Persistence/Invitations/InvitationCounts.cs"
            )
            .ShouldBeEmpty();

    /// <summary>Elsewhere they are named as schema.graphql names them (ADR 7).</summary>
    [Theory]
    [InlineData(" Permission.")]
    [InlineData("(Permission.")]
    public void What_a_permission_means_is_said_in_its_table_alone(string word) =>
        SourceTree.Mentions("src/Graph", word, "src/Graph/Access/").ShouldBeEmpty();

    [Theory]
    [InlineData("FromSql")]
    [InlineData("ExecuteSql")]
    [InlineData("SqlQuery")]
    [InlineData("CreateCommand(")]
    [InlineData("NpgsqlCommand")]
    public void Only_persistence_speaks_sql(string word) =>
        SourceTree.Mentions("src", word, "src/Persistence/").ShouldBeEmpty();

    [Theory]
    [InlineData("System.Threading.Tasks")]
    [InlineData("async ")]
    [InlineData("TimeProvider")]
    [InlineData("System.IO")]
    [InlineData("HttpClient")]
    public void Rules_know_no_io_no_clock_and_no_tasks(string word) =>
        SourceTree.Mentions("src/Domain", word).ShouldBeEmpty();

    [Fact]
    public void A_capability_does_not_reach_into_the_resolvers_of_another()
    {
        string[] capabilities =
        [
            "Enrollments",
            "Users",
            "Partnerships",
            "Customers",
            "Invitations",
            "Subscriptions",
            "ServiceHealth",
            "ServiceRequests",
            "SupportTickets",
            "Leads",
            "Incentives",
            "Events",
        ];
        var reaching =
            from file in SourceTree.Of("src/Graph")
            let own = file.Path.Split('/')[2]
            where capabilities.Contains(own)
            from other in capabilities
            where other != own
            from line in file.CodeLines
            where line.Text.Contains($"PartnerGraph.Graph.{other}", StringComparison.Ordinal)
            select $"{file.Path}:{line.Number} reaches into {other}";

        reaching.ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_a_drawer() =>
        SourceTree
            .Of("src")
            .Concat(SourceTree.Of("tests"))
            .Select(file => file.Path)
            .Where(path => DrawerName().IsMatch(Path.GetFileNameWithoutExtension(path)))
            .ShouldBeEmpty();

    [Fact]
    public void No_folder_is_a_drawer() =>
        SourceTree
            .Of("src")
            .SelectMany(file => file.Path.Split('/')[2..^1])
            .Distinct()
            .Where(folder =>
                folder is "Services" or "Helpers" or "Entities" or "Dtos" or "Interfaces" or "Common" or "Utils"
            )
            .ShouldBeEmpty();

    [GeneratedRegex(
        "(Helpers?|Utils?|Utilities|Manager|Common|Base|Impl|Dto|Info)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex DrawerName();
}
