using System.Globalization;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Graph.Localization;

/// <summary>Days and times as people write them, always in UTC and saying so: "22 November 2026, 14:05 UTC", «22 ноября 2026 г., 14:05 UTC».</summary>
public static class Dates
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru-RU");

    public static CultureInfo CultureOf(Language language) =>
        language switch
        {
            Language.En => English,
            Language.Ru => Russian,
        };

    public static string Day(Language language, DateTimeOffset moment) =>
        language switch
        {
            Language.En => moment.UtcDateTime.ToString("d MMMM yyyy", English),
            Language.Ru => moment.UtcDateTime.ToString("d MMMM yyyy 'г.'", Russian),
        };

    public static string Minute(Language language, DateTimeOffset moment) =>
        $"{Day(language, moment)}, {moment.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";
}
