using System.Globalization;
using PartnerGraph.Domain.Users;

namespace PartnerGraph.Worker.Mail.Content;

/// <summary>
/// Times and numbers as people write them, in UTC and saying so. The words stand here and not in the machine's culture data,
/// so that a mail reads the same wherever the worker runs.
/// </summary>
public static class Wording
{
    private static readonly string[] EnglishMonths =
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    // In the genitive, as they follow a day.
    private static readonly string[] RussianMonths =
    [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];

    /// <summary>As in RFC 5646.</summary>
    public static string Tag(Language language) =>
        language switch
        {
            Language.En => "en",
            Language.Ru => "ru",
        };

    public static string Moment(Language language, DateTimeOffset moment)
    {
        var utc = moment.UtcDateTime;
        var time = utc.ToString("HH:mm", CultureInfo.InvariantCulture);
        return language switch
        {
            Language.En => $"{Digits(utc.Day)} {EnglishMonths[utc.Month - 1]} {Digits(utc.Year)}, {time} UTC",
            Language.Ru => $"{Digits(utc.Day)} {RussianMonths[utc.Month - 1]} {Digits(utc.Year)} г., {time} UTC",
        };
    }

    /// <summary>Whole days from two days on, hours below; at least one hour.</summary>
    public static string Span(Language language, TimeSpan span)
    {
        if (span >= TimeSpan.FromDays(2))
            return Count(language, (long)Math.Round(span.TotalDays), ("day", "days"), ("день", "дня", "дней"));
        var hours = Math.Max(1, (long)Math.Round(span.TotalHours));
        return Count(language, hours, ("hour", "hours"), ("час", "часа", "часов"));
    }

    /// <summary>A number with the form of the word that agrees with it (Unicode CLDR plural rules).</summary>
    public static string Count(
        Language language,
        long number,
        (string One, string Other) english,
        (string One, string Few, string Many) russian
    )
    {
        var word = language switch
        {
            Language.En => number == 1 ? english.One : english.Other,
            Language.Ru => (number % 10, number % 100) switch
            {
                (_, >= 11 and <= 14) => russian.Many,
                (1, _) => russian.One,
                (>= 2 and <= 4, _) => russian.Few,
                _ => russian.Many,
            },
        };
        return $"{Digits(number)} {word}";
    }

    private static string Digits(long number) => number.ToString(CultureInfo.InvariantCulture);
}
