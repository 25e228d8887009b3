using PartnerGraph.Domain.Organizations;

namespace PartnerGraph.Domain.Tests.Organizations;

public sealed class CountryCodeTests
{
    [Theory]
    [InlineData("fr", "FR")]
    [InlineData(" Ru ", "RU")]
    [InlineData("US", "US")]
    public void Assigned_codes_are_taken_in_any_case(string text, string code) =>
        CountryCode.Parse(text).Value.ShouldBe(code);

    [Theory]
    [InlineData("XX")]
    [InlineData("UK")]
    [InlineData("EU")]
    [InlineData("FRA")]
    [InlineData("F")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ｆｒ")]
    public void Other_codes_are_refused(string? text) => CountryCode.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void All_249_countries_and_regions_are_known() => CountryCode.All.Count.ShouldBe(249);
}
