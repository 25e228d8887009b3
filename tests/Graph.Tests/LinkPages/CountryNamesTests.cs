using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.LinkPages;

namespace PartnerGraph.Graph.Tests.LinkPages;

public sealed class CountryNamesTests
{
    [Theory]
    [InlineData(Language.En, "Germany", "Western Sahara")]
    [InlineData(Language.Ru, "Германия", "Западная Сахара")]
    public void Every_country_has_a_name_in_the_readers_language(Language language, string germany, string sahara)
    {
        var names = CountryNames.In(language).ToDictionary(one => one.Code, one => one.Name, StringComparer.Ordinal);

        names.Count.ShouldBe(CountryCode.All.Count);
        names["DE"].ShouldBe(germany);
        names["EH"].ShouldBe(sahara);
        names.ShouldAllBe(one => one.Value.Length > 2);
        if (language is Language.Ru)
            names.ShouldAllBe(one => one.Value.Any(letter => letter >= 'А' && letter <= 'ё'));
    }
}
