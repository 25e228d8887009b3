using System.Globalization;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Graph.Localization;

/// <summary>The form of a word that agrees with a number, by the plural rules of the Unicode CLDR.</summary>
public static class Plurals
{
    public static string Render(Language language, long number, string[] forms)
    {
        var form = language switch
        {
            Language.En => number is 1 or -1 ? 0 : 1,
            Language.Ru => RussianForm(Math.Abs(number)),
        };
        return $"{number.ToString(CultureInfo.InvariantCulture)} {forms[Math.Min(form, forms.Length - 1)]}";
    }

    // 1, 21, 31 but not 11: день. 2 to 4, 22 to 24 but not 12 to 14: дня. All else: дней.
    private static int RussianForm(long number) =>
        (number % 10, number % 100) switch
        {
            (_, >= 11 and <= 14) => 2,
            (1, _) => 0,
            (>= 2 and <= 4, _) => 1,
            _ => 2,
        };
}
