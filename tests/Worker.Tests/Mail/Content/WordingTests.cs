using PartnerGraph.Domain.Users;
using PartnerGraph.Worker.Mail.Content;

namespace PartnerGraph.Worker.Tests.Mail.Content;

public sealed class WordingTests
{
    [Theory]
    [InlineData(1, "1 час")]
    [InlineData(2, "2 часа")]
    [InlineData(4, "4 часа")]
    [InlineData(5, "5 часов")]
    [InlineData(11, "11 часов")]
    [InlineData(12, "12 часов")]
    [InlineData(21, "21 час")]
    [InlineData(22, "22 часа")]
    [InlineData(24, "24 часа")]
    [InlineData(48, "2 дня")]
    [InlineData(24 * 5, "5 дней")]
    [InlineData(24 * 7, "7 дней")]
    [InlineData(24 * 11, "11 дней")]
    [InlineData(24 * 21, "21 день")]
    [InlineData(24 * 111, "111 дней")]
    [InlineData(24 * 122, "122 дня")]
    public void Russian_words_agree_with_their_number(int hours, string said) =>
        Wording.Span(Language.Ru, TimeSpan.FromHours(hours)).ShouldBe(said);

    [Theory]
    [InlineData(1, "1 hour")]
    [InlineData(24, "24 hours")]
    [InlineData(48, "2 days")]
    [InlineData(168, "7 days")]
    public void English_words_agree_with_their_number(int hours, string said) =>
        Wording.Span(Language.En, TimeSpan.FromHours(hours)).ShouldBe(said);

    [Fact]
    public void Moments_are_told_in_utc_in_the_words_of_the_language()
    {
        var moment = new DateTimeOffset(2026, 5, 3, 1, 5, 0, TimeSpan.FromHours(3));
        Wording.Moment(Language.Ru, moment).ShouldBe("2 мая 2026 г., 22:05 UTC");
        Wording.Moment(Language.En, moment).ShouldBe("2 May 2026, 22:05 UTC");
    }

    [Fact]
    public void Words_do_not_depend_on_the_culture_of_the_process()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("ar-SA");
            Wording
                .Moment(Language.En, new DateTimeOffset(2026, 12, 31, 23, 59, 0, TimeSpan.Zero))
                .ShouldBe("31 December 2026, 23:59 UTC");
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
