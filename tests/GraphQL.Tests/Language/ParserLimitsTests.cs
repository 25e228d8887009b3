using PartnerGraph.GraphQL.Errors;
using PartnerGraph.GraphQL.Language;

namespace PartnerGraph.GraphQL.Tests.Language;

public sealed class ParserLimitsTests
{
    private const int TwoMegabytes = 2 * 1024 * 1024;

    private static readonly ParserLimits OnlyNesting = ParserLimits.Trusted;

    public static TheoryData<string, string> Nestings() =>
        new()
        {
            { "selection sets", Repeated("{a", "") },
            { "inline fragments", Repeated("{...", "") },
            { "lists", "{a(b:" + Repeated("[", "") },
            { "objects", "{a(b:" + Repeated("{c:", "") },
            { "lists in objects", "{a(b:" + Repeated("{c:[", "") },
            { "list types", "query($a:" + Repeated("[", "") },
            { "constant lists", "query($a:Int=" + Repeated("[", "") },
            { "constant objects in a directive", "type A @d(e:" + Repeated("{f:", "") },
            { "list types in a schema", "type A {f:" + Repeated("[", "") },
        };

    [Theory]
    [MemberData(nameof(Nestings))]
    public void Two_megabytes_of_nesting_are_refused_by_size_and_by_depth(string kind, string source)
    {
        kind.ShouldNotBeEmpty();
        Refusal(source, ParserLimits.Default).ShouldContain("more than 262144 characters");
        Refusal(source, OnlyNesting).ShouldContain("nested deeper than 64 levels");
        Refusal(source, OnlyNesting with { MaxNesting = int.MaxValue }).ShouldContain("nested deeper than ");
    }

    [Fact]
    public void Nesting_up_to_the_limit_is_read()
    {
        var limits = ParserLimits.Default with { MaxNesting = 3 };

        Parser.Parse("{a{b{c}}}", limits);
        Parser.Parse("{a(b:[{c:1}])}", limits);
        Refusal("{a{b{c{d}}}}", limits).ShouldContain("nested deeper than 3 levels");
        Refusal("{a(b:[{c:[1]}])}", limits).ShouldContain("nested deeper than 3 levels");
    }

    [Fact]
    public void Tokens_are_counted()
    {
        var limits = ParserLimits.Default with { MaxTokens = 3 };

        Parser.Parse("{ foo }", limits);
        Refusal("{ foo bar }", limits).ShouldBe("Syntax Error: Document contains more that 3 tokens. Parsing aborted.");
    }

    [Fact]
    public void Tokens_are_limited_by_default() =>
        Refusal("{" + string.Concat(Enumerable.Repeat("a ", 20_000)) + "}", ParserLimits.Default)
            .ShouldContain("15000 tokens");

    [Fact]
    public void Directives_are_counted()
    {
        var flood = "{a" + string.Concat(Enumerable.Repeat("@b", 501)) + "}";

        Refusal(flood, ParserLimits.Default).ShouldContain("more than 500 directives");
    }

    private static string Repeated(string text, string end) =>
        string.Concat(Enumerable.Repeat(text, TwoMegabytes / text.Length)) + end;

    private static string Refusal(string source, ParserLimits limits)
    {
        var error = Should.Throw<GraphQLSyntaxException>(() => Parser.Parse(source, limits)).Error;
        error.Code.ShouldBe(ErrorCodes.CostExceeded);
        error.Locations.Length.ShouldBe(1);
        return error.Message;
    }
}
