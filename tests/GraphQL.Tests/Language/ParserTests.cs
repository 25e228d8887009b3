using System.Text.Json;
using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.Language;

public sealed class ParserTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_document_or_error() =>
        CaseReplay.Replay(["parser", "parse.json"], item => Difference(item, Parser.Parse));

    [Fact]
    public void Every_conformance_case_gives_the_same_value_or_error() =>
        CaseReplay.Replay(["parser", "parseValue.json"], item => Difference(item, Parser.ParseValue));

    [Fact]
    public void Every_conformance_case_gives_the_same_constant_or_error() =>
        CaseReplay.Replay(["parser", "parseConstValue.json"], item => Difference(item, Parser.ParseConstValue));

    [Fact]
    public void Every_conformance_case_gives_the_same_type_or_error() =>
        CaseReplay.Replay(["parser", "parseType.json"], item => Difference(item, Parser.ParseType));

    [Fact]
    public void Descriptions_stand_before_operations_fragments_and_variables()
    {
        var document = Parser.Parse(
            """"
            "What it does" query Q("Which one" $id: ID! @a) { me(id: $id) { ...F } }
            """For later""" fragment F on User { name }
            """"
        );

        var operation = document.Definitions[0].ShouldBeOfType<OperationDefinitionNode>();
        operation.Description!.Value.ShouldBe("What it does");
        operation.Location.Start.ShouldBe(0);
        operation.VariableDefinitions[0].Description!.Value.ShouldBe("Which one");
        document.Definitions[1].ShouldBeOfType<FragmentDefinitionNode>().Description!.Value.ShouldBe("For later");
    }

    [Theory]
    [InlineData("\"A\" { a }", "Unexpected description, descriptions are not supported on shorthand queries.")]
    [InlineData("\"A\" extend type T @a", "Unexpected description, only GraphQL definitions support descriptions.")]
    [InlineData("", "Unexpected <EOF>.")]
    [InlineData("{ a(b: $) }", "Expected Name, found \")\".")]
    [InlineData("{ }", "Expected Name, found \"}\".")]
    [InlineData("extend foo", "Unexpected Name \"foo\".")]
    [InlineData("type T {}", "Expected Name, found \"}\".")]
    public void A_wrong_document_is_refused_with_the_usual_words(string source, string message)
    {
        var error = Should.Throw<GraphQLSyntaxException>(() => Parser.Parse(source)).Error;

        error.Message.ShouldBe($"Syntax Error: {message}");
        error.Code.ShouldBe(ErrorCodes.SyntaxError);
        error.Locations.Length.ShouldBe(1);
    }

    [Fact]
    public void Nodes_know_their_line_and_column()
    {
        var document = Parser.Parse("{\n  a\r\n  b {\r c } }");
        var set = ((OperationDefinitionNode)document.Definitions[0]).SelectionSet;

        set.Selections.Select(field => (field.Location.Line, field.Location.Column)).ShouldBe([(2, 3), (3, 3)]);
        ((FieldNode)set.Selections[1]).SelectionSet!.Selections[0].Location.ShouldBe(new Location(14, 15, 4, 2));
    }

    [Theory]
    [InlineData("A", SyntaxKind.TypeCoordinate)]
    [InlineData("A.b", SyntaxKind.MemberCoordinate)]
    [InlineData("A.b(c:)", SyntaxKind.ArgumentCoordinate)]
    [InlineData("@a", SyntaxKind.DirectiveCoordinate)]
    [InlineData("@a(b:)", SyntaxKind.DirectiveArgumentCoordinate)]
    public void A_coordinate_is_read_and_printed_alike(string source, SyntaxKind kind)
    {
        var coordinate = Parser.ParseCoordinate(source);

        coordinate.Kind.ShouldBe(kind);
        Printer.Print(coordinate).ShouldBe(source);
    }

    [Theory]
    [InlineData("A .b", "Invalid character: \" \".")]
    [InlineData("A.b.c", "Expected <EOF>, found \".\".")]
    [InlineData("@a.b", "Expected <EOF>, found \".\".")]
    [InlineData("A(b:)", "Expected <EOF>, found \"(\".")]
    [InlineData("A.b(c)", "Expected \":\", found \")\".")]
    [InlineData("A.{", "Invalid character: \"{\".")]
    public void A_wrong_coordinate_is_refused(string source, string message) =>
        Should
            .Throw<GraphQLSyntaxException>(() => Parser.ParseCoordinate(source))
            .Message.ShouldBe($"Syntax Error: {message}");

    [Fact]
    public void Examples_of_the_specification_are_read()
    {
        foreach (var (text, heading) in Examples(counter: false))
        {
            Should.NotThrow(() => ParseAny(text), heading);
        }
    }

    [Fact]
    public void Counter_examples_wrong_in_syntax_are_refused()
    {
        var refused = Examples(counter: true)
            .Where(example => !Parses(example.Text))
            .Select(example => example.Heading);

        refused.ShouldBe(SyntacticCounterExamples, ignoreOrder: true);
    }

    /// <summary>It leaves its selections out, and a selection set is never empty.</summary>
    private static readonly string[] SyntacticCounterExamples = ["Validation > Variables > Variables Are Input Types"];

    private static IEnumerable<(string Text, string Heading)> Examples(bool counter) =>
        ConformanceCases
            .Read("spec-examples.json")
            .Where(item => item.GetProperty("lang").GetString() == "graphql")
            .Where(item => item.GetProperty("counter").GetBoolean() == counter)
            .Select(item => (item.GetProperty("text").GetString()!, item.GetProperty("heading").GetString()!));

    private static bool Parses(string text)
    {
        try
        {
            ParseAny(text);
            return true;
        }
        catch (GraphQLSyntaxException)
        {
            return false;
        }
    }

    /// <summary>All examples are documents, but for two that are a block string alone.</summary>
    private static void ParseAny(string text)
    {
        var isString =
            text.StartsWith("\"\"\"", StringComparison.Ordinal) && text.EndsWith("\"\"\"", StringComparison.Ordinal);
        _ = isString ? (SyntaxNode)Parser.ParseConstValue(text) : Parser.Parse(text);
    }

    private static string? Difference(JsonElement item, Func<string, ParserLimits?, SyntaxNode> parse)
    {
        var options = item.TryGetProperty("options", out var given) ? given : default;
        var legacy = Has(options, "allowLegacyFragmentVariables");
        var limits = new ParserLimits
        {
            AllowLegacyFragmentVariables = legacy,
            MaxTokens = Has(options, "maxTokens") ? options.GetProperty("maxTokens").GetInt32() : int.MaxValue,
        };
        try
        {
            var node = parse(CaseReplay.Text(item, "source"), limits);
            var json = new SyntaxJson(!Has(options, "noLocation")) { LegacyFragmentVariables = legacy };
            return item.TryGetProperty("ast", out var expected)
                ? CaseReplay.Difference(json.Of(node), expected)
                : "no error";
        }
        catch (GraphQLSyntaxException refused)
        {
            return item.TryGetProperty("error", out var expected)
                ? CaseReplay.Difference(CaseReplay.Json(refused.Error), expected)
                : refused.Message;
        }
    }

    private static bool Has(JsonElement options, string name) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty(name, out _);
}
