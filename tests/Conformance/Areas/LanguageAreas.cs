using System.Text.Json;
using System.Text.Json.Nodes;
using PartnerGraph.GraphQL.Language;
using PartnerGraph.GraphQL.Language.Ast;
using PartnerGraph.GraphQL.Tests.Language;
using SyntaxParser = PartnerGraph.GraphQL.Language.Parser;

namespace PartnerGraph.Conformance.Areas;

/// <summary>Tokens, syntax trees and the specification's examples.</summary>
internal static class LanguageAreas
{
    /// <summary>The one counter-example that is wrong in syntax: it leaves its selections out. The others are wrong by a rule of validation.</summary>
    private const string WrongInSyntax = "Validation > Variables > Variables Are Input Types";

    public static string? Lexer(Case item)
    {
        var lexer = new Lexer(item.Text("source")!);
        var after = item["after"];
        try
        {
            var token = lexer.Next();
            if (!string.Equals(after.GetProperty("kind").GetString(), "<SOF>", StringComparison.Ordinal))
            {
                while (token.Start < after.GetProperty("start").GetInt32())
                {
                    token = lexer.Next();
                }

                token = lexer.Next();
            }

            return item.Has("token") ? CaseJson.Difference(Json(lexer, token), item["token"]) : "expected an error";
        }
        catch (GraphQLSyntaxException refused)
        {
            return Refused(item, refused);
        }
    }

    public static string? Parser(Case item)
    {
        var options = item.Has("options") ? item["options"] : default;
        var legacy = Has(options, "allowLegacyFragmentVariables");
        var limits = ParserLimits.Trusted with
        {
            AllowLegacyFragmentVariables = legacy,
            MaxTokens = Has(options, "maxTokens") ? options.GetProperty("maxTokens").GetInt32() : int.MaxValue,
        };
        try
        {
            var node = Parse(item.File, item.Text("source")!, limits);
            var json = new SyntaxJson(!Has(options, "noLocation")) { LegacyFragmentVariables = legacy };
            return item.Has("ast") ? CaseJson.Difference(json.Of(node), item["ast"]) : "expected an error";
        }
        catch (GraphQLSyntaxException refused)
        {
            return Refused(item, refused);
        }
    }

    public static string? SpecificationExample(Case item)
    {
        if (!string.Equals(item.Text("lang"), "graphql", StringComparison.Ordinal))
        {
            using var _ = JsonDocument.Parse(item.Text("text")!, new() { CommentHandling = JsonCommentHandling.Skip });
            return null;
        }

        var wrong =
            item["counter"].GetBoolean()
            && string.Equals(item.Text("heading"), WrongInSyntax, StringComparison.Ordinal);
        try
        {
            ParseExample(item.Text("text")!);
            return wrong ? "expected a syntax error" : null;
        }
        catch (GraphQLSyntaxException refused)
        {
            return wrong ? null : refused.Message;
        }
    }

    // Two of the examples are a block string alone.
    private static void ParseExample(string text)
    {
        var quotes = "\"\"\"";
        _ =
            text.StartsWith(quotes, StringComparison.Ordinal) && text.EndsWith(quotes, StringComparison.Ordinal)
                ? (SyntaxNode)SyntaxParser.ParseConstValue(text)
                : SyntaxParser.Parse(text);
    }

    private static SyntaxNode Parse(string file, string source, ParserLimits limits) =>
        file switch
        {
            "parseValue" => SyntaxParser.ParseValue(source, limits),
            "parseConstValue" => SyntaxParser.ParseConstValue(source, limits),
            "parseType" => SyntaxParser.ParseType(source, limits),
            "parseSchemaCoordinate" => SyntaxParser.ParseCoordinate(source, limits),
            _ => SyntaxParser.Parse(source, limits),
        };

    private static string? Refused(Case item, GraphQLSyntaxException refused) =>
        item.Has("error") ? CaseJson.Difference(CaseJson.Error(refused.Error), item["error"]) : refused.Message;

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

    private static bool Has(JsonElement options, string name) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty(name, out _);
}
