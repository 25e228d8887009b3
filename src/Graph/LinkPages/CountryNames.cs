using System.Globalization;
using PartnerGraph.Domain.Organizations;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Localization;

namespace PartnerGraph.Graph.LinkPages;

/// <summary>Countries and regions by their names in the reader's language, in its alphabet's order.</summary>
internal static class CountryNames
{
    private static readonly Lazy<IReadOnlyList<(string Code, string Name)>> English = new(() => Read(Language.En));
    private static readonly Lazy<IReadOnlyList<(string Code, string Name)>> Russian = new(() => Read(Language.Ru));

    public static IReadOnlyList<(string Code, string Name)> In(Language language) =>
        language switch
        {
            Language.En => English.Value,
            Language.Ru => Russian.Value,
        };

    // RegionInfo names a region in the thread's language.
    private static IReadOnlyList<(string Code, string Name)> Read(Language language)
    {
        var culture = Dates.CultureOf(language);
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = culture;
        try
        {
            return
            [
                .. CountryCode
                    .All.Select(code => (code, new RegionInfo(code).DisplayName))
                    .OrderBy(country => country.DisplayName, StringComparer.Create(culture, ignoreCase: true)),
            ];
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
