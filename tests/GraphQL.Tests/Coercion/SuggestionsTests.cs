using PartnerGraph.GraphQL.Errors;

namespace PartnerGraph.GraphQL.Tests.Coercion;

public sealed class SuggestionsTests
{
    [Theory]
    [InlineData("blue", "green", "")]
    [InlineData("gren", "green", " Did you mean \"green\"?")]
    [InlineData("GREEN", "green", " Did you mean \"green\"?")]
    [InlineData("gerne", "green", " Did you mean \"green\"?")]
    [InlineData("x", "a1,a10,a2", "")]
    [InlineData("a", "a10,a2,a1", " Did you mean \"a1\" or \"a2\"?")]
    [InlineData("abc", "abd,abe,abf,abg,abh,abi", " Did you mean \"abd\", \"abe\", \"abf\", \"abg\", or \"abh\"?")]
    public void What_is_near_is_asked_for(string given, string known, string question) =>
        Suggestions.DidYouMean(given, known.Split(',')).ShouldBe(question);

    [Fact]
    public void The_question_may_say_what_the_names_are() =>
        Suggestions.DidYouMean("the enum value", "REED", ["RED"]).ShouldBe(" Did you mean the enum value \"RED\"?");
}
