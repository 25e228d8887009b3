using Microsoft.AspNetCore.Http;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Access;

namespace PartnerGraph.Graph.Tests.Access;

public sealed class SpokenLanguageTests
{
    [Theory]
    [InlineData(null, Language.En)]
    [InlineData("", Language.En)]
    [InlineData("ru", Language.Ru)]
    [InlineData("ru-RU,ru;q=0.9,en;q=0.8", Language.Ru)]
    [InlineData("en-US,en;q=0.9,ru;q=0.8", Language.En)]
    [InlineData("en;q=0.3, ru;q=0.7", Language.Ru)]
    [InlineData("de, fr;q=0.9, ru;q=0.1", Language.Ru)]
    [InlineData("de", Language.En)]
    [InlineData("*", Language.En)]
    [InlineData("ru;q=0", Language.En)]
    [InlineData("rus", Language.En)]
    [InlineData("RU-ru", Language.Ru)]
    [InlineData(";;;,,,q=", Language.En)]
    public void The_language_wanted_most_is_taken(string? header, Language expected)
    {
        var request = new DefaultHttpContext().Request;
        if (header is not null)
            request.Headers.AcceptLanguage = header;

        SpokenLanguage.Of(request).ShouldBe(expected);
    }
}
