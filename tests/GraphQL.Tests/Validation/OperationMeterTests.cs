using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.TypeSystem;
using PartnerGraph.GraphQL.Validation.Limits;

namespace PartnerGraph.GraphQL.Tests.Validation;

public sealed class OperationMeterTests
{
    private static readonly Schema Schema = SchemaBuilder.Build(
        """
        type Query { me: User users(first: Int, last: Int = 5): Users friends(first: Int!): [User!]! all: [User] names: [String] }
        type Users { nodes: [User!]! edges: [Edge!]! total: Int }
        type Edge { node: User }
        type User { name: String friend: User groups: [Group] users(first: Int): Users }
        type Group { title: String }
        type Mutation { signIn(name: String): User other: Int }
        """
    );

    [Theory]
    [InlineData("{ me { name } }", 1)]
    [InlineData("{ me { name friend { name } } }", 2)]
    [InlineData("{ all { name } }", 1)]
    [InlineData("{ all { friend { name } } }", 1 + 20)]
    [InlineData("{ names }", 1)]
    [InlineData("{ friends(first: 10) { friend { name } } }", 1 + 10)]
    [InlineData("{ friends(first: 10) { groups { title } } }", 1 + 10)]
    [InlineData("{ users(first: 50) { total nodes { name friend { name } } } }", 1 + 1 + 50)]
    [InlineData("{ users(first: 50) { edges { node { friend { name } } } } }", 1 + 1 + (50 * 2))]
    [InlineData("{ users { nodes { friend { name } } } }", 1 + 1 + 5)]
    [InlineData("{ users(first: 2, last: 9) { nodes { friend { name } } } }", 1 + 1 + 9)]
    [InlineData(
        "{ users(first: 10) { nodes { users(first: 10) { nodes { friend { name } } } } } }",
        1 + 1 + (10 * (1 + 1 + 10))
    )]
    [InlineData("{ users(first: 10) { ...N } } fragment N on Users { nodes { friend { name } } }", 1 + 1 + 10)]
    [InlineData("{ __typename __schema { types { name } } }", 0)]
    [InlineData("{ users(first: -5) { nodes { friend { name } } } }", 1 + 1 + 5)]
    public void The_cost_is_the_weight_of_fields_times_the_size_of_lists(string document, double cost) =>
        Measure(document).Cost.ShouldBe(cost);

    [Fact]
    public void Variables_tell_sizes_when_they_are_known()
    {
        const string document = "query($n: Int = 7) { users(first: $n, last: 1) { nodes { friend { name } } } }";

        Measure(document)
            .ShouldSatisfyAllConditions(
                measure => measure.Cost.ShouldBe(2 + 7),
                measure => measure.VariesWithVariables.ShouldBeTrue()
            );
        Measure(document, variables: new() { ["n"] = 30 }).Cost.ShouldBe(2 + 30);
        Measure(document, variables: new() { ["n"] = null }).Cost.ShouldBe(2 + 1);
        Measure("{ me { name } }").VariesWithVariables.ShouldBeFalse();
    }

    [Fact]
    public void Weights_are_the_applications_own()
    {
        var limits = new OperationLimits { FieldWeight = field => field.Name == "friend" ? 10 : 0.5 };

        Measure("{ me { name friend { name } } }", limits).Cost.ShouldBe(0.5 + 0.5 + 10 + 0.5);
    }

    [Fact]
    public void Depth_aliases_and_directives_are_counted_through_fragments()
    {
        var measure = Measure(
            "query Q @a { x: me { ...F ...F @b } } fragment F on User { y: name @c friend { friend { name } } }"
        );

        measure.Depth.ShouldBe(4);
        measure.Aliases.ShouldBe(3);
        measure.Directives.ShouldBe(4);
        measure.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_beyond_a_limit_is_told_with_its_numbers()
    {
        var limits = new OperationLimits
        {
            MaxDepth = 1,
            MaxAliases = 0,
            MaxDirectives = 0,
            MaxCost = 0,
        };

        var errors = Measure("{ a: me @skip(if: false) { name } }", limits).Errors;

        errors
            .Select(error => error.Message)
            .ShouldBe([
                "The operation's depth is 2; at most 1 is allowed.",
                "The operation's number of aliases is 1; at most 0 is allowed.",
                "The operation's number of directives is 1; at most 0 is allowed.",
                "The operation's cost is 1; at most 0 is allowed.",
            ]);
        errors.ShouldAllBe(error => error.Code == ErrorCodes.CostExceeded && error.Locations.Length == 1);
    }

    [Fact]
    public void Fragments_that_double_each_other_are_measured_in_no_time()
    {
        var chain = string.Concat(
            Enumerable
                .Range(0, 60)
                .Select(i => $"fragment F{i} on User {{ a: friend {{ ...F{i + 1} }} b: friend {{ ...F{i + 1} }} }} ")
        );

        var measure = Measure($"{{ me {{ ...F0 }} }} {chain} fragment F60 on User {{ name }}");

        measure.Aliases.ShouldBe(int.MaxValue);
        measure.Cost.ShouldBeGreaterThan(1e18);
        measure.Errors.Count.ShouldBe(3);
    }

    [Fact]
    public void A_cycle_of_fragments_ends() =>
        Measure("{ me { ...F } } fragment F on User { friend { ...F } }").Depth.ShouldBe(2);

    [Theory]
    [InlineData("mutation { signIn { name } other }", 0)]
    [InlineData("mutation { a: signIn { name } b: signIn { name } c: signIn { name } }", 1)]
    [InlineData("mutation { ...F ... { b: signIn { name } } } fragment F on Mutation { signIn { name } }", 1)]
    [InlineData("mutation { ...F ...F } fragment F on Mutation { signIn { name } }", 0)]
    public void A_field_for_once_stands_once(string document, int errors)
    {
        var limits = new OperationLimits { OncePerOperation = new HashSet<string> { "signIn" } };

        Measure(document, limits).Errors.Count.ShouldBe(errors);
        Measure(document).Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Introspection_at_the_root_is_seen()
    {
        Measure("{ ...F } fragment F on Query { __schema { description } }").AsksIntrospection.ShouldBeTrue();
        Measure("{ me { name } __typename }").AsksIntrospection.ShouldBeFalse();
    }

    private static OperationMeasure Measure(
        string document,
        OperationLimits? limits = null,
        Dictionary<string, object?>? variables = null
    )
    {
        var parsed = Parser.Parse(document);
        var operation = parsed.Definitions.OfType<OperationDefinitionNode>().First();
        return OperationMeter.Measure(Schema, parsed, operation, limits, variables);
    }
}
