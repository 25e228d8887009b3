using System.Text.Json;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.TestKit;

namespace PartnerGraph.GraphQL.Tests.Language;

public sealed class PrinterTests
{
    [Fact]
    public void Every_conformance_case_is_printed_alike() =>
        CaseReplay.Replay(
            ["printer", "print.json"],
            item =>
            {
                var limits = new ParserLimits { AllowLegacyFragmentVariables = true };
                var printed = Printer.Print(Parser.Parse(item.GetProperty("source").GetString()!, limits));
                return CaseReplay.Difference(printed, item.GetProperty("printed"));
            }
        );

    [Fact]
    public void What_was_printed_is_read_as_the_same_document()
    {
        var sources = ConformanceCases
            .Read("parser", "parse.json")
            .Where(item => item.TryGetProperty("ast", out _) && !item.TryGetProperty("options", out _))
            .Select(item => item.GetProperty("source").GetString()!);
        foreach (var source in sources)
        {
            AssertSameAfterPrinting(source, ParserLimits.Trusted);
        }
    }

    [Fact]
    public void Any_generated_document_survives_printing()
    {
        const int seed = 20251;
        var documents = new DocumentGenerator(new Random(seed));
        for (var i = 0; i < 500; i++)
        {
            AssertSameAfterPrinting(documents.Next(), ParserLimits.Default);
        }
    }

    [Theory]
    [InlineData("query { a }", "{\n  a\n}")]
    [InlineData("\"d\" query { a }", "\"d\"\nquery {\n  a\n}")]
    [InlineData("query Q($a: Int = 1 @d) @e { a }", "query Q($a: Int = 1 @d) @e {\n  a\n}")]
    [InlineData("query(\"d\" $a: Int, $b: [Int!]!) { a }", "query (\n\"d\"\n$a: Int\n$b: [Int!]!\n) {\n  a\n}")]
    [InlineData(
        "{ ... @a { b } ... on T { c } ...F @d }",
        "{\n  ... @a {\n    b\n  }\n  ... on T {\n    c\n  }\n  ...F @d\n}"
    )]
    [InlineData("enum E query { a } { b }", "enum E\n\nquery {\n  a\n}\n\n{\n  b\n}")]
    [InlineData("extend union U @a = | A | B", "extend union U @a = A | B")]
    [InlineData("type T { f(\"d\" a: Int): Int }", "type T {\n  f(\n    \"d\"\n    a: Int\n  ): Int\n}")]
    public void A_document_is_laid_out_like_this(string source, string printed) =>
        Printer.Print(Parser.Parse(source)).ShouldBe(printed);

    private static void AssertSameAfterPrinting(string source, ParserLimits limits)
    {
        var json = new SyntaxJson(locations: false);
        var document = Parser.Parse(source, limits);
        var again = Parser.Parse(Printer.Print(document), limits);

        json.Of(again).ToJsonString().ShouldBe(json.Of(document).ToJsonString(), source);
    }
}
