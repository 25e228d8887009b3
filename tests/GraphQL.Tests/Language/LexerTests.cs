using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerGraph.GraphQL.Language;

namespace PartnerGraph.GraphQL.Tests.Language;

public sealed class LexerTests
{
    [Fact]
    public void Every_conformance_case_gives_the_same_token_or_error() =>
        CaseReplay.Replay(["lexer", "lexer.json"], Difference);

    [Theory]
    [InlineData("{ a }", "{ Name } <EOF>")]
    [InlineData("# only a comment", "<EOF>")]
    [InlineData("\uFEFFa,,b", "Name Name <EOF>")]
    [InlineData("-0 1.5e-3 \"\" \"\"\"\"\"\"", "Int Float String BlockString <EOF>")]
    [InlineData("...on@x(&|=!$[]:)", "... Name @ Name ( & | = ! $ [ ] : ) <EOF>")]
    public void A_source_becomes_these_tokens(string source, string kinds) =>
        string.Join(' ', Tokens(source).Select(token => token.Kind.Text())).ShouldBe(kinds);

    [Fact]
    public void A_copy_looks_ahead_without_moving_the_original()
    {
        var lexer = new Lexer("one two");
        lexer.Next();
        var ahead = lexer;

        ahead.Next().Start.ShouldBe(4);
        lexer.Next().Start.ShouldBe(4);
    }

    [Fact]
    public void Lines_end_with_each_of_the_three_line_ends() =>
        Tokens("a\nb\rc\r\nd")
            .Select(token => (token.Line, token.Column))
            .ShouldBe([(1, 1), (2, 1), (3, 1), (4, 1), (4, 2)]);

    [Fact]
    public void An_escape_cut_off_by_the_end_is_an_error_and_no_crash()
    {
        foreach (
            var source in new[]
            {
                "\"\\",
                "\"\\u",
                "\"\\u{",
                "\"\\u{1",
                "\"\\uD83D",
                "\"\\uD83D\\",
                "\"\\uD83D\\u",
                "\"\"\"\\",
                "-",
                "1.",
                "1e",
                "..",
            }
        )
        {
            Should.Throw<GraphQLSyntaxException>(() => Tokens(source).Count);
        }
    }

    private static string? Difference(JsonElement item)
    {
        var source = CaseReplay.Text(item, "source");
        var after = item.GetProperty("after");
        var lexer = new Lexer(source);
        try
        {
            var token = lexer.Next();
            if (after.GetProperty("kind").GetString() != "<SOF>")
            {
                while (token.Start < after.GetProperty("start").GetInt32())
                {
                    token = lexer.Next();
                }

                token = lexer.Next();
            }

            return item.TryGetProperty("token", out var expected)
                ? CaseReplay.Difference(Json(lexer, token), expected)
                : $"no error, but {token}";
        }
        catch (GraphQLSyntaxException refused)
        {
            return item.TryGetProperty("error", out var expected)
                ? CaseReplay.Difference(CaseReplay.Json(refused.Error), expected)
                : refused.Message;
        }
    }

    private static JsonObject Json(Lexer lexer, Token token)
    {
        var json = new JsonObject
        {
            ["kind"] = token.Kind.Text(),
            ["start"] = token.Start,
            ["end"] = token.End,
            ["line"] = token.Line,
            ["column"] = token.Column,
        };
        if (lexer.ValueOf(token) is { } value)
        {
            json["value"] = value;
        }

        return json;
    }

    private static List<Token> Tokens(string source)
    {
        var lexer = new Lexer(source);
        var tokens = new List<Token>();
        do
        {
            tokens.Add(lexer.Next());
        } while (tokens[^1].Kind != TokenKind.EndOfFile);

        return tokens;
    }
}
