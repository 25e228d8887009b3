using System.Globalization;
using System.Text.RegularExpressions;
using PartnerGraph.Domain.Access;
using PartnerGraph.Domain.Users;
using PartnerGraph.Graph.Localization;
using PartnerGraph.TestKit;

namespace PartnerGraph.Graph.Tests.Localization;

public sealed partial class MessagesTests
{
    [Fact]
    public void Both_languages_have_the_same_keys() =>
        Messages
            .Catalogue(Language.Ru)
            .Keys.Order(StringComparer.Ordinal)
            .ShouldBe(Messages.Catalogue(Language.En).Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Both_languages_name_the_same_values()
    {
        foreach (var (key, english) in Messages.Catalogue(Language.En))
            Messages.Catalogue(Language.Ru)[key].Names.Order().ShouldBe(english.Names.Order(), key);
    }

    [Fact]
    public void Every_refusal_of_the_program_has_its_sentence()
    {
        var known = Messages.Catalogue(Language.En).Keys;
        var used = SourceFiles()
            .SelectMany(file => RefusalKey().Matches(File.ReadAllText(file)))
            .Select(m => m.Groups["key"].Value)
            .Distinct()
            .ToList();

        used.Count.ShouldBeGreaterThan(40);
        used.Except(known, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_reason_of_an_ability_has_its_sentence()
    {
        foreach (var reason in Enum.GetNames<AbilityReason>())
            Messages
                .Catalogue(Language.En)
                .Keys.ShouldContain($"ability.{char.ToLowerInvariant(reason[0])}{reason[1..]}");
    }

    [Fact]
    public void Numbers_have_two_forms_in_English_and_three_in_Russian()
    {
        foreach (var (key, template) in Messages.Catalogue(Language.En))
            template.FormCounts.ShouldAllBe(count => count == 2, key);
        foreach (var (key, template) in Messages.Catalogue(Language.Ru))
            template.FormCounts.ShouldAllBe(count => count == 3, key);
    }

    [Theory]
    [InlineData(0, "0 days", "0 дней")]
    [InlineData(1, "1 day", "1 день")]
    [InlineData(2, "2 days", "2 дня")]
    [InlineData(4, "4 days", "4 дня")]
    [InlineData(5, "5 days", "5 дней")]
    [InlineData(11, "11 days", "11 дней")]
    [InlineData(12, "12 days", "12 дней")]
    [InlineData(14, "14 days", "14 дней")]
    [InlineData(21, "21 days", "21 день")]
    [InlineData(22, "22 days", "22 дня")]
    [InlineData(101, "101 days", "101 день")]
    [InlineData(111, "111 days", "111 дней")]
    public void A_word_agrees_with_its_number(int days, string english, string russian)
    {
        Plurals.Render(Language.En, days, ["day", "days"]).ShouldBe(english);
        Plurals.Render(Language.Ru, days, ["день", "дня", "дней"]).ShouldBe(russian);
    }

    [Fact]
    public void Dates_are_written_as_people_write_them()
    {
        var moment = new DateTimeOffset(2026, 11, 2, 16, 5, 0, TimeSpan.FromHours(3));

        Dates.Minute(Language.En, moment).ShouldBe("2 November 2026, 13:05 UTC");
        Dates.Minute(Language.Ru, moment).ShouldBe("2 ноября 2026 г., 13:05 UTC");
        Dates.Day(Language.Ru, new DateTimeOffset(2026, 5, 9, 0, 0, 0, TimeSpan.Zero)).ShouldBe("9 мая 2026 г.");
    }

    [Fact]
    public void A_refusal_speaks_the_readers_language_with_its_values()
    {
        Messages.Of(Language.En, new PasswordTooShort(15)).ShouldBe("A password needs at least 15 characters.");
        Messages.Of(Language.Ru, new PasswordTooShort(21)).ShouldBe("Пароль должен содержать не менее 21 символа.");
        Messages
            .Of(
                Language.Ru,
                new TemporaryPasswordExpired(DateTimeOffset.Parse("2026-01-22T09:00:00Z", CultureInfo.InvariantCulture))
            )
            .ShouldContain("22 января 2026 г., 09:00 UTC");
    }

    [Fact]
    public void A_name_of_the_schema_is_said_as_a_word() =>
        Messages
            .Text(Language.Ru, "enrollment.exists", ("status", "IN_REVIEW"))
            .ShouldEndWith("её статус: на рассмотрении.");

    private static IEnumerable<string> SourceFiles() =>
        Directory
            .EnumerateFiles(RepositoryRoot.At("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !file.Contains(
                    $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
                    StringComparison.Ordinal
                )
            );

    [GeneratedRegex(
        """UserErrorCode\.\w+,\s*"(?<key>[\w.]+)"|Messages\s*\.Text\(\s*[\w.]+,\s*"(?<key>[\w.]+)"[,)]""",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex RefusalKey();
}
