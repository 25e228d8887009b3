using System.Globalization;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Localization;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>Countries and regions by their names in the reader's language, in its alphabet's order.</summary>
public static class CountryNames
{
    private static readonly Lazy<IReadOnlyList<(string Code, string Name)>> English = new(() => Read(Language.En));
    private static readonly Lazy<IReadOnlyList<(string Code, string Name)>> Russian = new(() => Read(Language.Ru));

    public static IReadOnlyList<(string Code, string Name)> In(Language language) =>
        language switch
        {
            Language.En => English.Value,
            Language.Ru => Russian.Value,
        };

    // What a region is called in a language is the native name of that language's culture there.
    private static IReadOnlyList<(string Code, string Name)> Read(Language language)
    {
        var tag = PageSetting.TagOf(language);
        var alphabet = StringComparer.Create(Dates.CultureOf(language), ignoreCase: true);
        return
        [
            .. CountryCode
                .All.Select(code => (Code: code, Name: new RegionInfo($"{tag}-{code}").NativeName))
                .OrderBy(country => country.Name, alphabet),
        ];
    }
}
