using System.Text.Json;
using PartnerGraph.GraphQL.Language;

namespace PartnerGraph.GraphQL.Tests.Language;

public sealed class StringsTests
{
    [Fact]
    public void Every_conformance_case_of_dedenting_gives_the_same_lines() =>
        CaseReplay.Replay(
            ["utilities", "dedentBlockStringLines.json"],
            item =>
            {
                var lines = item.GetProperty("args")[0].Deserialize<string[]>()!;
                return CaseReplay.Difference(
                    JsonSerializer.SerializeToNode(BlockString.Dedent(lines)),
                    item.GetProperty("result")
                );
            }
        );

    [Fact]
    public void Every_conformance_case_of_printable_block_strings_is_judged_alike() =>
        CaseReplay.Replay(
            ["utilities", "isPrintableAsBlockString.json"],
            item => CaseReplay.Difference(BlockString.IsPrintable(Text(item)), item.GetProperty("result"))
        );

    [Fact]
    public void Every_conformance_case_of_block_strings_is_printed_alike() =>
        CaseReplay.Replay(
            ["utilities", "printBlockString.json"],
            item =>
            {
                var minimized = item.GetProperty("args").GetArrayLength() > 1;
                var printed = minimized ? BlockString.PrintMinimized(Text(item)) : BlockString.Print(Text(item));
                return CaseReplay.Difference(printed, item.GetProperty("result"));
            }
        );

    [Fact]
    public void Every_conformance_case_of_quoted_strings_is_printed_alike() =>
        CaseReplay.Replay(
            ["utilities", "printString.json"],
            item => CaseReplay.Difference(QuotedString.Print(Text(item)), item.GetProperty("result"))
        );

    [Fact]
    public void Any_text_survives_between_quotes()
    {
        var random = new Random(7);
        for (var i = 0; i < 1_000; i++)
        {
            var text = DocumentGenerator.Text(random);

            Parser
                .ParseConstValue(QuotedString.Print(text))
                .ShouldBeOfType<GraphQL.Language.Ast.StringValueNode>()
                .Value.ShouldBe(text);
        }
    }

    [Fact]
    public void Any_printable_text_survives_as_a_block_string()
    {
        var random = new Random(8);
        var printable = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var text = DocumentGenerator.Text(random);
            if (!BlockString.IsPrintable(text))
            {
                continue;
            }

            printable++;
            foreach (var printed in new[] { BlockString.Print(text), BlockString.PrintMinimized(text) })
            {
                Parser
                    .ParseConstValue(printed)
                    .ShouldBeOfType<GraphQL.Language.Ast.StringValueNode>()
                    .Value.ShouldBe(text);
            }
        }

        printable.ShouldBeGreaterThan(500);
    }

    private static string Text(JsonElement item) => item.GetProperty("args")[0].GetString()!;
}
